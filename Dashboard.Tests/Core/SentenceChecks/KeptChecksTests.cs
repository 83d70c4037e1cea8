using Concentric.Data;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.Rules;
using Concentric.SentenceChecks;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>A check is its writer's own, is held against later records, and ends.</summary>
public sealed class KeptChecksTests : IAsyncLifetime
{
    private const string Said = "3月受理诉求4件。联系人张三13812345678。力争年底前解决诉求500件。";

    private TestStore store = null!;
    private CurrentUser analyst = null!;
    private KeptChecks checks = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        await store.AddAsync([.. Enumerable.Range(2, 4).Select(day => Make.Petition(TestStore.Xinsheng, new(2026, 3, day)))]);
        await store.Get<MetricCube>().BuildAsync(Stop);
        analyst = await store.AccountAsync("analyst", Role.Analyst);
        checks = store.Get<KeptChecks>();
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task ACheckIsKept_OpenedAgain_AndSaysWhatHasChangedSince()
    {
        var text = await CheckAsync();
        var id = await checks.KeepAsync(analyst, " 一季度简报 ", text, [new(text.Claims[0].Key, "petitions.received"), new("别的|1件", "x")],
            "xinsheng", Stop);
        var listed = Assert.Single(await checks.ListAsync(analyst, Stop));
        Assert.Equal((id, "一季度简报", 2, 0, "xinsheng", text.Default.Period),
            (listed.Id, listed.Title, listed.Claims, listed.Unsupported, listed.Communities, listed.Period));
        var kept = (await checks.FindAsync(analyst, id, Stop))!;
        Assert.Equal((Said, new DateOnly(2026, 3, 18)), (kept.Text, kept.WrittenOn));
        Assert.Equal([new(text.Claims[0].Key, "petitions.received")], KeptChecks.ChoicesOf(kept));
        Assert.Empty(KeptChecks.ShiftsOf(kept, text));

        // One of the records is taken back: what was borne out is short.
        await using (var db = store.Open())
            await db.Set<Concentric.Petitions.Petition>().Where(one => one.ReceivedOn == new DateOnly(2026, 3, 5)).ExecuteDeleteAsync(Stop);
        await store.Get<MetricCube>().BuildAsync(Stop);
        var shift = Assert.Single(KeptChecks.ShiftsOf(kept, await CheckAsync()));
        Assert.Equal((1, SentenceVerdict.Supported, SentenceVerdict.NotSupported, 4d, 3d),
            (shift.Number, shift.Then.Verdict, shift.Now.Verdict, shift.Then.Recorded, shift.Now.Figure.Value));
    }

    [Fact]
    public async Task NobodyElse_FindsIt_AndTheTrailHasNoWordOfIt()
    {
        var id = await checks.KeepAsync(analyst, "简报", await CheckAsync(), [], null, Stop);
        foreach (var (name, role) in new[] { ("leader", Role.Leader), ("admin", Role.Administrator), ("other", Role.Analyst) })
        {
            var other = await store.AccountAsync(name, role);
            Assert.Empty(await checks.ListAsync(other, Stop));
            Assert.Null(await checks.FindAsync(other, id, Stop));
            await Assert.ThrowsAsync<RecordNotFoundException>(() => checks.DeleteAsync(other, id, Stop));
        }

        await checks.KeepAsync(analyst, "简报", await CheckAsync(), [], null, Stop);
        await checks.DeleteAsync(analyst, id, Stop);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => checks.DeleteAsync(analyst, id, Stop));
        await using var db = store.Open();
        var lines = await db.AuditEntries.AsNoTracking().Where(line => line.Kind == KeptChecks.Kind).OrderBy(line => line.Id)
            .ToListAsync(Stop);
        Assert.Equal(["Added", "Changed", "Deleted"], lines.Select(line => line.Action));
        Assert.All(lines, line => Assert.DoesNotContain("张三", line.Before + line.After));
        Assert.Equal(0, await db.KeptChecks.CountAsync(Stop));
    }

    [Fact]
    public async Task WhoTakesNoDocument_KeepsNoCheck()
    {
        var text = await CheckAsync();
        foreach (var (name, role) in new[] { ("panel", Role.Panel), ("reader", Role.Reader) })
        {
            var caller = await store.AccountAsync(name, role);
            Assert.False(KeptChecks.MayKeep(caller));
            await Assert.ThrowsAsync<RefusedException>(() => checks.KeepAsync(caller, "简报", text, [], null, Stop));
        }

        await Assert.ThrowsAsync<RefusedException>(() => checks.KeepAsync(analyst, "  ", text, [], null, Stop));
        await Assert.ThrowsAsync<RefusedException>(() =>
            checks.KeepAsync(analyst, new string('长', TextLimits.Name + 1), text, [], null, Stop));
    }

    [Fact]
    public async Task AsManyAsThereMayBe_AreKept_AndNotOneMore()
    {
        await store.AddAsync([.. Enumerable.Range(0, KeptCheck.MostOfOne - 1).Select(i => new KeptCheck
        {
            UserId = analyst.UserId!.Value,
            Title = $"简报{i}",
            Text = Said,
            Choices = "[]",
            Outcome = "[]",
        })]);
        var text = await CheckAsync();
        await checks.KeepAsync(analyst, "最后一份", text, [], null, Stop);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => checks.KeepAsync(analyst, "多出来的", text, [], null, Stop));
        Assert.Equal(Rule.TooManyChecks, refusal.Violations[0].Rule);
        // One of the same title takes no room.
        await checks.KeepAsync(analyst, "最后一份", text, [], null, Stop);
    }

    [Fact]
    public async Task WhatWasKeptLongAgo_IsDeleted()
    {
        await checks.KeepAsync(analyst, "简报", await CheckAsync(), [], null, Stop);
        store.Time.Advance(TimeSpan.FromDays(KeptCheck.KeptDays));
        Assert.Equal(0, await checks.PruneAsync(Stop));
        store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await checks.PruneAsync(Stop));
        Assert.Empty(await checks.ListAsync(analyst, Stop));
    }

    [Fact]
    public async Task ACheckOfAnotherText_IsReplacedOnlyWhereThatIsSaid()
    {
        var id = await checks.KeepAsync(analyst, "简报", await CheckAsync(), [], null, Stop);
        var other = await CheckAsync("3月受理诉求5件。");
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => checks.KeepAsync(analyst, "简报", other, [], null, Stop));
        Assert.Equal((KeptChecks.TitleField, Rule.OtherTextKept), (refusal.Violations[0].Field, refusal.Violations[0].Rule));
        Assert.Equal(Said, (await checks.FindAsync(analyst, id, Stop))!.Text);
        Assert.Equal(id, await checks.KeepAsync(analyst, "简报", other, [], null, Stop, replaces: true));
        Assert.Equal("3月受理诉求5件。", (await checks.FindAsync(analyst, id, Stop))!.Text);
    }

    [Fact]
    public async Task WhoMayKeepNoneAnyMore_StillDeletesTheOwn_AndADisabledAccountsEnd()
    {
        var id = await checks.KeepAsync(analyst, "简报", await CheckAsync(), [], null, Stop);
        await checks.KeepAsync(analyst, "另一份", await CheckAsync(), [], null, Stop);
        var reader = analyst with { Role = Role.Reader };
        Assert.False(KeptChecks.MayKeep(reader));
        Assert.Equal(2, (await checks.ListAsync(reader, Stop)).Count);
        Assert.NotNull(await checks.FindAsync(reader, id, Stop));
        await checks.DeleteAsync(reader, id, Stop);
        Assert.Equal("另一份", Assert.Single(await checks.ListAsync(reader, Stop)).Title);
        Assert.Equal(0, await checks.PruneAsync(Stop));
        await using (var db = store.Open())
            await db.Users.Where(user => user.Id == analyst.UserId)
                .ExecuteUpdateAsync(set => set.SetProperty(user => user.IsDisabled, true), Stop);
        Assert.Equal(1, await checks.PruneAsync(Stop));
    }

    private async Task<CheckedText> CheckAsync(string said = Said) => (await store.Get<SentenceChecker>().CheckAsync(analyst,
        new(said, null, new(PeriodKind.Year, Period.YearTo(TestStore.Today), null, []), []), null, Stop))!;
}

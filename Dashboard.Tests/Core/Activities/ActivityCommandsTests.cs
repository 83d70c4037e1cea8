using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Kinds;
using Concentric.Programmes;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Activities;

public class ActivityCommandsTests
{
    private static FieldValues<Activity> Values => Make.ActivityValues("周末清洁行动", 60, on: TestStore.Today.AddDays(-1))
        .With(x => x.VolunteerAttendance, 24L).With(x => x.Communities, new[] { TestStore.Xinsheng, TestStore.Xinshun })
        .With("rubbish", 1_500L).With("fire-lanes", 2_000L);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_SavesHostsPartnersProgrammesAndOutputs_InOneTransaction()
    {
        await using var store = await TestStore.CreateAsync();
        var partner =
            await store.AddAsync(new CoBuilder
            {
                Name = "派出所",
                NameEn = "Police",
                Kind = CoBuilderKind.Police,
                JoinedOn = TestStore.Today
            });
        var programme =
            await store.AddAsync(new Programme { Key = "alliance", Name = "多元共治联盟", NameEn = "Alliance", Kind = ProgrammeKind.Mechanism });
        var values = Values.With(x => x.Partners, new[] { partner.Id }).With(x => x.Programmes, new[] { programme.Id });
        await store.Get<ActivityCommands>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);

        var activity = await ReadAsync(store);
        Assert.Equal(("HD-2026-000001", true, 60), (activity.Number, activity.IsJoint, activity.Attendance));
        Assert.Equal([TestStore.Xinsheng, TestStore.Xinshun], activity.Communities.Select(host => host.CommunityId).Order());
        Assert.Equal(partner.Id, Assert.Single(activity.Partners).CoBuilderId);
        Assert.Equal(programme.Id, Assert.Single(activity.Programmes).ProgrammeId);
        Assert.All(activity.Outputs, output =>
            Assert.Equal((TestStore.Xinsheng, TestStore.Today.AddDays(-1)), (output.CommunityId, output.RecordedOn)));
        await using var db = store.Open();
        var activityEntry = await db.ChangeLog.SingleAsync(entry => entry.Kind == "activity", Cancellation);
        Assert.Equal("2026-03-17", activityEntry.Days);
        Assert.Equal(2, await db.ChangeLog.CountAsync(entry => entry.Kind == "output" && entry.RecordId > 0, Cancellation));
    }

    [Fact]
    public async Task Correct_ReplacesHostsAndOutputs_AndCountsTheVersionEvenIfOnlyAnOutputMoved()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<ActivityCommands>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        var same = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Values), Cancellation);
        Assert.Equal(at, same);

        var weighed = new FieldValues<Activity>().With("rubbish", 1_750L);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, weighed), Cancellation);
        Assert.Equal(2, at.Version);

        var alone = new FieldValues<Activity>().With("hosts", null).With("fire-lanes", null).With("held-on", TestStore.Today);
        await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, alone), Cancellation);
        var activity = await ReadAsync(store);
        Assert.False(activity.IsJoint);
        Assert.Empty(activity.Communities);
        var output = Assert.Single(activity.Outputs);
        Assert.Equal((1_750, TestStore.Today), (output.AmountMilli, output.RecordedOn));

        await using var db = store.Open();
        var told = await db.ChangeLog.Where(entry => entry.Kind == "output").OrderBy(entry => entry.Id)
            .Select(entry => $"{entry.Action} {entry.Days}").ToListAsync(Cancellation);
        Assert.Contains("Deleted 2026-03-17", told);
        Assert.Contains("Changed 2026-03-17,2026-03-18", told);
    }

    [Fact]
    public async Task Archive_TakesTheOutputsAlong_AndRestoreBringsThemBack()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<ActivityCommands>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        at = await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "重复登记"), Cancellation);
        Assert.All((await ReadAsync(store)).Outputs, output => Assert.NotNull(output.ArchivedAt));
        await commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation);
        Assert.All((await ReadAsync(store)).Outputs, output => Assert.Null(output.ArchivedAt));
    }

    [Theory]
    [InlineData(10, 11, 0, "volunteer-attendance MoreThanAttendance")]
    [InlineData(-1, 0, 0, "attendance OutOfRange")]
    [InlineData(10, -1, 0, "volunteer-attendance OutOfRange")]
    [InlineData(10, 0, -1, "saved OutOfRange")]
    public async Task ImpossibleNumbers_AreRefused(long attendance, long volunteers, long saved, string refusal)
    {
        await using var store = await TestStore.CreateAsync();
        var values = Values.With("attendance", attendance).With("volunteer-attendance", volunteers).With("saved", saved);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<ActivityCommands>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation));
        var violation = Assert.Single(refused.Violations);
        Assert.Equal(refusal, $"{violation.Field} {violation.Rule}");
    }

    [Fact]
    public async Task UnknownReferences_AndOutputsThatCannotBe_AreRefused()
    {
        await using var store = await TestStore.CreateAsync();
        var values = Values.With("partners", new[] { 5L }).With("programmes", new[] { 6L }).With("services", new[] { 7L, 7 })
            .With("hosts", new[] { 99L })
            .With("road", 0L).With("tanks", 1_500L);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<ActivityCommands>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation));
        Assert.Equal(
            ["hosts Unknown", "partners Unknown", "programmes Unknown", "services Unknown", "road OutOfRange", "tanks NotANumber"],
            refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    private static async Task<Activity> ReadAsync(TestStore store)
    {
        await using var db = store.Open();
        return await db.Activities.AsNoTracking().AsSplitQuery().Include(activity => activity.Communities)
            .Include(activity => activity.Partners)
            .Include(activity => activity.Programmes).Include(activity => activity.Outputs).SingleAsync(Cancellation);
    }
}

using Concentric.Alerts;
using Concentric.Data;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Alerts;

/// <summary>A street with a cube, accounts and rules. It is Wednesday, 18 March 2026, 10:00.</summary>
internal sealed class AlertRig(LiveCube live) : IAsyncDisposable
{
    public TestStore Store => live.Store;

    public AlertCommands Commands => Store.Get<AlertCommands>();

    public AlertQueries Queries => Store.Get<AlertQueries>();

    public AlertChecks Checks => Store.Get<AlertChecks>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<AlertRig> CreateAsync() => new(await LiveCube.CreateAsync());

    public Task StartAsync() => live.StartAsync(Stop);

    public Task SettleAsync() => live.SettleAsync(Stop);

    public ValueTask DisposeAsync() => live.DisposeAsync();

    /// <summary>More than a number is overdue, as a rule of the office for some accounts.</summary>
    public static AlertInput Overdue(long limit, AlertScope scope, params int[] readers) => new("petitions.overdue",
        AlertCondition.PastLimit, AlertSide.Above, limit * 1_000, null, null, null, scope,
        scope == AlertScope.Chosen ? [TestStore.Xinsheng, TestStore.Xinshun] : [], 1, readers, [], null);

    public Task<int> AddRuleAsync(AlertInput input, CurrentUser? by = null) =>
        Commands.SaveAsync(by ?? TestStore.Leader, null, 0, input, Stop);

    /// <summary>So many petitions that were due a week ago.</summary>
    public async Task<IReadOnlyList<Petition>> AddOverdueAsync(int community, int count)
    {
        List<Petition> added = [];
        for (var i = 0; i < count; i++)
        {
            added.Add(await Store.AddAsync(Make.Petition(community, TestStore.Today.AddDays(-20),
                petition => petition.DueOn = TestStore.Today.AddDays(-7))));
        }

        return added;
    }

    /// <summary>Takes petitions away, as if they had never been.</summary>
    public async Task ArchiveAsync(IEnumerable<Petition> petitions)
    {
        await using var db = Store.Open();
        var ids = petitions.Select(petition => petition.Id).ToList();
        foreach (var petition in await db.Petitions.AsTracking().Where(one => ids.Contains(one.Id)).ToListAsync(Stop))
            petition.ArchivedAt = Store.Time.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(Stop);
        await SettleAsync();
    }

    /// <summary>An hour later, and so many days.</summary>
    public async Task<int> LookAsync(int days = 0)
    {
        Store.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromDays(days));
        return await Checks.RunAsync(Stop);
    }

    public async Task<List<AlertFiring>> FiringsAsync()
    {
        await using var db = Store.Open();
        return await db.AlertFirings.AsNoTracking().OrderBy(firing => firing.Id).ToListAsync(Stop);
    }

    public Task<List<Notice>> ToldAsync(CurrentUser reader) => Store.NoticesAsync(reader);
}

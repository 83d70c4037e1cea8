using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Meetings;
using Concentric.Tests.TestData;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Evaluation;

/// <summary>Units with records of the year 2026 in a store that stands on 18 March of it, and short ways to what tests do.</summary>
internal sealed class EvaluationScene(TestStore store)
{
    public const int Year = 2026;

    public static readonly CurrentUser Leader = TestStore.Leader with { UserId = null };

    public TestStore Store => store;

    public CycleCommands Cycles => store.Get<CycleCommands>();

    public EvaluationQueries Queries => store.Get<EvaluationQueries>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<CoBuilder> UnitAsync(string name, DateOnly? joined = null) =>
        store.AddAsync(new CoBuilder { Name = name, NameEn = name, Kind = CoBuilderKind.Enterprise, JoinedOn = joined ?? new(2024, 1, 1) });

    /// <summary>A conference, with each unit's presence.</summary>
    public async Task<Meeting> ConferenceAsync(DateOnly day, params (CoBuilder Unit, Presence Presence)[] invited)
    {
        var meeting = new Meeting
        {
            CommunityId = TestStore.Xinsheng,
            Title = "联席会议",
            Kind = MeetingKind.JointConference,
            HeldOn = day,
            Attendance = 10
        };
        foreach (var (unit, presence) in invited)
            meeting.CoBuilders.Add(new()
            {
                CoBuilderId = unit.Id,
                Attended = presence == Presence.Attended,
                Excused = presence == Presence.Excused
            });
        return await store.AddAsync(meeting);
    }

    public async Task<Activity> ActivityAsync(DateOnly day, params CoBuilder[] partners) =>
        await store.AddAsync(Make.Activity(heldOn: day, with: activity =>
            activity.Partners.AddRange(partners.Select(unit => new ActivityPartner { CoBuilderId = unit.Id }))));

    public Task<Contribution> GiveAsync(DateOnly day, CoBuilder unit, long yuan, int minutes = 0) =>
        store.AddAsync(new Contribution
        {
            CommunityId = TestStore.Xinsheng,
            CoBuilderId = unit.Id,
            GivenOn = day,
            AmountFen = yuan * 100,
            Minutes = minutes,
            Purpose = "物资"
        });

    public Task<Wish> FulfilAsync(DateOnly day, CoBuilder unit) =>
        store.AddAsync(new Wish
        {
            Number = Make.Number("XY", day),
            CommunityId = TestStore.Xinsheng,
            Title = "轮椅",
            RaisedOn = day,
            ClaimedOn = day,
            FulfilledOn = day,
            CoBuilderId = unit.Id
        });

    public Task<Commitment> PromiseAsync(DateOnly due, DateOnly? done, CoBuilder unit) =>
        store.AddAsync(new Commitment
        {
            CommunityId = TestStore.Xinsheng,
            Title = "清理堆物",
            Owner = unit.Name,
            CoBuilderId = unit.Id,
            DueOn = due,
            DoneOn = done
        });

    /// <summary>Enough evidence to be ranked.</summary>
    public async Task DiligentAsync(CoBuilder unit)
    {
        for (var month = 1; month <= 3; month++) await ConferenceAsync(new(Year, month, 10), (unit, Presence.Attended));
        await ActivityAsync(new(Year, 1, 15), unit);
        await ActivityAsync(new(Year, 2, 15), unit);
    }

    public async Task<int> JudgeAsync(string name)
    {
        var user = new DashboardUser
        {
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = name,
            Role = Role.Panel,
            SecurityStamp = "x"
        };
        await using var db = store.Open();
        db.Users.Add(user);
        await db.SaveChangesAsync(Stop);
        return user.Id;
    }

    public static CurrentUser Judge(int id) => new($"评审{id}", Role.Panel, null, id);

    /// <summary>Opens a cycle and takes it to a stage.</summary>
    public async Task<Saved> CycleAsync(CycleStage to, Scheme? scheme = null, params Panelist[] panel)
    {
        var saved = await Cycles.OpenAsync(Leader, new(Year, "2026 年度评价", Guid.NewGuid()), Stop);
        if (scheme is not null) saved = await Cycles.ChangeRulesAsync(Leader, new(saved.Id, saved.Version, scheme), Stop);
        if (panel.Length > 0) saved = await Cycles.ChangePanelAsync(Leader, new(saved.Id, saved.Version, panel), Stop);
        for (var stage = CycleStage.Frozen; stage <= to; stage++) saved = await MoveAsync(saved, stage);
        return saved;
    }

    public Task<Saved> MoveAsync(Saved cycle, CycleStage to, string? reason = "试行年度") =>
        Cycles.MoveAsync(Leader, new(cycle.Id, cycle.Version, to, reason), Stop);

    public async Task<BoardView> BoardAsync(long id, CurrentUser? caller = null) =>
        (await Queries.BoardAsync(caller ?? Leader, id, null, Stop))!;

    public async Task<UnitLine> LineAsync(long id, CoBuilder unit) => (await BoardAsync(id)).Lines.Single(line => line.Unit.Id == unit.Id);

    /// <summary>Changes a record past its rules, as an import of old data would leave it.</summary>
    public async Task ChangeAsync<T>(long id, Action<T> change)
        where T : Concentric.Data.Record
    {
        await using var db = store.Open();
        change(await db.Set<T>().SingleAsync(record => record.Id == id, Stop));
        await db.SaveChangesAsync(Stop);
    }
}

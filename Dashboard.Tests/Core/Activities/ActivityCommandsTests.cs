using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Activities;

public class ActivityCommandsTests
{
    private static readonly ActivityDetails Details = new("周末清洁行动", ActivityKind.CleanUp, TestStore.Today.AddDays(-1))
    {
        Attendance = 60,
        VolunteerAttendance = 24,
        Communities = [TestStore.Xinsheng, TestStore.Xinshun],
        Outputs = [new(OutputKind.Rubbish, 1_500), new(OutputKind.FireLanes, 2_000)],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_SavesHostsPartnersProgrammesAndOutputs_InOneTransaction()
    {
        await using var store = await TestStore.CreateAsync();
        var partner = await store.AddAsync(new CoBuilder { Name = "派出所", NameEn = "Police", Kind = CoBuilderKind.Police, JoinedOn = TestStore.Today });
        var programme = await store.AddAsync(new Programme { Key = "alliance", Name = "多元共治联盟", NameEn = "Alliance", Kind = ProgrammeKind.Mechanism });
        var details = Details with { Partners = [partner.Id], Programmes = [programme.Id] };
        await store.Get<ActivityCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, details), Cancellation);

        var activity = await ReadAsync(store);
        Assert.Equal(("HD-2026-000001", true, 60), (activity.Number, activity.IsJoint, activity.Attendance));
        Assert.Equal([TestStore.Xinsheng, TestStore.Xinshun], activity.Communities.Select(host => host.CommunityId).Order());
        Assert.Equal(partner.Id, Assert.Single(activity.Partners).CoBuilderId);
        Assert.Equal(programme.Id, Assert.Single(activity.Programmes).ProgrammeId);
        Assert.All(activity.Outputs, output => Assert.Equal((TestStore.Xinsheng, details.HeldOn), (output.CommunityId, output.RecordedOn)));
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
        var at = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Details), Cancellation);
        var same = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Details), Cancellation);
        Assert.Equal(at, same);

        var weighed = Details with { Outputs = [new(OutputKind.Rubbish, 1_750), new(OutputKind.FireLanes, 2_000)] };
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, weighed), Cancellation);
        Assert.Equal(2, at.Version);

        var alone = weighed with { Communities = [], Outputs = [new(OutputKind.Rubbish, 1_750)], HeldOn = TestStore.Today };
        await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, alone), Cancellation);
        var activity = await ReadAsync(store);
        Assert.False(activity.IsJoint);
        Assert.Empty(activity.Communities);
        var output = Assert.Single(activity.Outputs);
        Assert.Equal((1_750, TestStore.Today), (output.AmountMilli, output.RecordedOn));

        await using var db = store.Open();
        var told = await db.ChangeLog.Where(entry => entry.Kind == "output").OrderBy(entry => entry.Id).Select(entry => $"{entry.Action} {entry.Days}").ToListAsync(Cancellation);
        Assert.Contains("Deleted 2026-03-17", told);
        Assert.Contains("Changed 2026-03-17,2026-03-18", told);
    }

    [Fact]
    public async Task Archive_TakesTheOutputsAlong_AndRestoreBringsThemBack()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<ActivityCommands>();
        var at = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Details), Cancellation);
        at = await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "重复登记"), Cancellation);
        Assert.All((await ReadAsync(store)).Outputs, output => Assert.NotNull(output.ArchivedAt));
        await commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation);
        Assert.All((await ReadAsync(store)).Outputs, output => Assert.Null(output.ArchivedAt));
    }

    [Theory]
    [InlineData(10, 11, 0, "VolunteerAttendance MoreThanAttendance")]
    [InlineData(-1, 0, 0, "Attendance OutOfRange")]
    [InlineData(10, -1, 0, "VolunteerAttendance OutOfRange")]
    [InlineData(10, 0, -1, "SavedFen OutOfRange")]
    public async Task ImpossibleNumbers_AreRefused(int attendance, int volunteers, long saved, string refusal)
    {
        await using var store = await TestStore.CreateAsync();
        var details = Details with { Attendance = attendance, VolunteerAttendance = volunteers, SavedFen = saved };
        var refused = await Assert.ThrowsAsync<RefusedException>(() => store.Get<ActivityCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, details), Cancellation));
        var violation = Assert.Single(refused.Violations);
        Assert.Equal(refusal, $"{violation.Field} {violation.Rule}");
    }

    [Fact]
    public async Task UnknownAndRepeatedReferences_AreRefused()
    {
        await using var store = await TestStore.CreateAsync();
        var details = Details with { Partners = [5], Programmes = [6], Services = [7, 7], Communities = [99], Outputs = [new(OutputKind.Road, 1), new(OutputKind.Road, 2), new((OutputKind)77, 0)] };
        var refused = await Assert.ThrowsAsync<RefusedException>(() => store.Get<ActivityCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, details), Cancellation));
        Assert.Equal(
            ["Communities Unknown", "Partners Unknown", "Programmes Unknown", "Services Repeated", "Services Unknown", "Outputs Unknown", "Amount OutOfRange", "Outputs Repeated"],
            refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    private static async Task<Activity> ReadAsync(TestStore store)
    {
        await using var db = store.Open();
        return await db.Activities.AsNoTracking().AsSplitQuery().Include(activity => activity.Communities).Include(activity => activity.Partners)
            .Include(activity => activity.Programmes).Include(activity => activity.Outputs).SingleAsync(Cancellation);
    }
}

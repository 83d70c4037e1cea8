using Bunit;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Dashboard.Features.Hazards;
using Concentric.Dashboard.Features.Meetings;
using Concentric.Dashboard.Features.Petitions;
using Concentric.Dashboard.Features.Projects;
using Concentric.Dashboard.Features.Volunteers;
using Concentric.Dashboard.Features.Wishes;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Concentric.Wishes;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Components.Records;

/// <summary>
/// A page offers what may be done, and nothing else: in any state of a record and for anybody, a step has its button exactly when its
/// command does not refuse it.
/// </summary>
public sealed class StepOffersTests
{
    private const int States = 16;

    private static readonly CurrentUser[] Callers =
    [
        TestStore.WorkerOfXinsheng, TestStore.WorkerOfXinshun, new("赵六", Role.Worker, [TestStore.Binhe]), TestStore.Administrator,
        TestStore.Leader,
    ];

    private static CurrentUser Admin => TestStore.Administrator;

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public Task APetition() => CompareAsync<PetitionPage, Petition>(PetitionOf, new()
    {
        ["negotiated"] = (store, caller, at) => store.Get<PetitionCommands>().NegotiateAsync(caller, new(at.Id, at.Version,
            SkipReason: "当场解决"), Stop),
        ["handled"] = (store, caller, at) => store.Get<PetitionCommands>().HandleAsync(caller, new(at.Id, at.Version,
            SkipReason: "当场解决"), Stop),
        ["fedback"] = (store, caller, at) => store.Get<PetitionCommands>().FeedBackAsync(caller, new(at.Id, at.Version,
            SkipReason: "当场解决"), Stop),
        ["close"] = (store, caller, at) => store.Get<PetitionCommands>().CloseAsync(caller, new(at.Id, at.Version,
            PetitionOutcome.Resolved, SkipReason: "当场解决"), Stop),
        ["extend"] = (store, caller, at) => store.Get<PetitionCommands>().ExtendAsync(caller, new(at.Id, at.Version,
            TestStore.Today.AddDays(60), "等材料"), Stop),
        ["transfer"] = (store, caller, at) => store.Get<PetitionCommands>().TransferAsync(caller,
            new(at.Id, at.Version, "归口", "物业", null), Stop),
        ["share"] = (store, caller, at) => store.Get<PetitionCommands>().ShareAsync(caller, new(at.Id, at.Version, [1, 2, 3]), Stop),
        ["accept"] = (store, caller, at) => store.Get<PetitionCommands>().AcceptAsync(caller, new(at.Id, at.Version, null), Stop),
        ["decline"] = (store, caller, at) => DeclineAsync(caller, TestStore.Xinshun, () =>
            store.Get<PetitionCommands>().DeclineAsync(caller, new(at.Id, at.Version, "归口有误"), Stop)),
        ["take-back"] = (store, caller, at) => DeclineAsync(caller, TestStore.Xinsheng, () =>
            store.Get<PetitionCommands>().DeclineAsync(caller, new(at.Id, at.Version, "归口有误"), Stop)),
        ["call-back"] = (store, caller, at) => store.Get<PetitionCommands>().CallBackAsync(caller, new(at.Id, at.Version,
            new(true, false, Satisfaction.Dissatisfied)), Stop),
        ["reopen"] = (store, caller, at) => store.Get<PetitionCommands>().ReopenAsync(caller, new(at.Id, at.Version, "没有解决"), Stop),
        ["settle"] = (store, caller, at) => store.Get<PetitionCommands>().SettleAsync(caller, new(at.Id, at.Version, "已解释"), Stop),
        ["correct-closing"] = (store, caller, at) => store.Get<PetitionCommands>().CorrectClosingAsync(caller, new(at.Id, at.Version,
            TestStore.Today, PetitionOutcome.Explained, "误录"), Stop),
        ["correct-call-back"] = (store, caller, at) => store.Get<PetitionCommands>().CorrectCallBackAsync(caller, new(at.Id, at.Version,
            TestStore.Today, null, "误录"), Stop),
    });

    [Fact]
    public Task AHazard() => CompareAsync<HazardPage, Hazard>(HazardOf, new()
    {
        ["rectify"] = (store, caller, at) => store.Get<HazardCommands>().RectifyAsync(caller, new(at.Id, at.Version, "物业"), Stop),
        ["extend"] = (store, caller, at) => store.Get<HazardCommands>().ExtendAsync(caller, new(at.Id, at.Version,
            TestStore.Today.AddDays(60), "等材料"), Stop),
        ["verify"] = (store, caller, at) => store.Get<HazardCommands>().VerifyAsync(caller, new(at.Id, at.Version), Stop),
        ["return"] = (store, caller, at) => store.Get<HazardCommands>().ReturnAsync(caller, new(at.Id, at.Version, "没有清完"), Stop),
        ["reopen"] = (store, caller, at) => store.Get<HazardCommands>().ReopenAsync(caller, new(at.Id, at.Version, "又堆了"), Stop),
        ["transfer"] = (store, caller, at) => store.Get<HazardCommands>().TransferAsync(caller,
            new(at.Id, at.Version, "归口", "物业"), Stop),
        ["accept"] = (store, caller, at) => store.Get<HazardCommands>().AcceptAsync(caller, new(at.Id, at.Version, null), Stop),
        ["decline"] = (store, caller, at) => DeclineAsync(caller, TestStore.Xinshun, () =>
            store.Get<HazardCommands>().DeclineAsync(caller, new(at.Id, at.Version, "归口有误"), Stop)),
        ["take-back"] = (store, caller, at) => DeclineAsync(caller, TestStore.Xinsheng, () =>
            store.Get<HazardCommands>().DeclineAsync(caller, new(at.Id, at.Version, "归口有误"), Stop)),
        ["correct-rectification"] = (store, caller, at) => store.Get<HazardCommands>().CorrectRectificationAsync(caller,
            new(at.Id, at.Version, TestStore.Today, "安居物业", "误录"), Stop),
        ["correct-verification"] = (store, caller, at) => store.Get<HazardCommands>().CorrectVerificationAsync(caller,
            new(at.Id, at.Version, TestStore.Today, "误录"), Stop),
    });

    [Fact]
    public Task AWish() => CompareAsync<WishPage>(async (store, dice) =>
    {
        var at = await store.Get<RecordCommands<Wish>>().EnterAsync(Admin, Make.WishValues(), null, Stop);
        if (dice.Next(3) == 0) return at;
        at = await store.Get<WishCommands>().ClaimAsync(Admin, new(at.Id, at.Version, new("李大妈", null)), Stop);
        return dice.Next(2) == 0 ? at : await store.Get<WishCommands>().FulfilAsync(Admin, new(at.Id, at.Version), Stop);
    }, new()
    {
        ["claim"] = (store, caller, at) => store.Get<WishCommands>().ClaimAsync(caller, new(at.Id, at.Version, new("王姨", null)), Stop),
        ["fulfil"] = (store, caller, at) => store.Get<WishCommands>().FulfilAsync(caller, new(at.Id, at.Version), Stop),
        ["unclaim"] = (store, caller, at) => store.Get<WishCommands>().UnclaimAsync(caller, new(at.Id, at.Version, "搬走了"), Stop),
        ["correct-claim"] = (store, caller, at) => store.Get<WishCommands>().CorrectClaimAsync(caller,
            new(at.Id, at.Version, new("王姨", null), TestStore.Today, "误录"), Stop),
        ["reopen"] = (store, caller, at) => store.Get<WishCommands>().ReopenAsync(caller, new(at.Id, at.Version, "没收到"), Stop),
        ["correct-fulfilment"] = (store, caller, at) => store.Get<WishCommands>().CorrectFulfilmentAsync(caller,
            new(at.Id, at.Version, TestStore.Today, "误录"), Stop),
    });

    [Fact]
    public Task AProject() => CompareAsync<ProjectPage>(async (store, dice) =>
    {
        var strand = (await store.AddAsync(new Programme
        {
            Key = $"strand-{Guid.NewGuid():N}",
            Name = "路",
            NameEn = "Roads",
            Kind = ProgrammeKind.Strand,
        })).Id;
        var at = await store.Get<ProjectCommands>().EnterAsync(Admin, Make.ProjectValues(strand), null, Stop);
        for (var steps = dice.Next(4); steps > 0; steps--)
        {
            var reachable = (await ReadAsync<Project>(store, at.Id)).Reachable;
            at = await store.Get<ProjectCommands>().ReachAsync(Admin,
                new(at.Id, at.Version, reachable[dice.Next(reachable.Count)], TestStore.Today, "按计划"), Stop);
        }

        return at;
    }, new()
    {
        ["advance"] = async (store, caller, at) => await ReachAsync(store, caller, at, project => project.Next),
        ["stop"] = async (store, caller, at) => await ReachAsync(store, caller, at, project =>
            project.Reachable.Contains(ProjectStage.Stopped) ? ProjectStage.Stopped : null),
        ["back"] = async (store, caller, at) => await ReachAsync(store, caller, at, project => project.Reachable
            .Where(stage => stage != ProjectStage.Stopped && stage != project.Next).Select(stage => (ProjectStage?)stage).FirstOrDefault()),
        ["correct-stage"] = async (store, caller, at) => await store.Get<ProjectCommands>().CorrectStageAsync(caller,
            new(at.Id, at.Version, (await ReadAsync<Project>(store, at.Id)).Stages[^1].Id, TestStore.Today, "误录"), Stop),
    });

    [Fact]
    public Task ACommitment() => CompareAsync<CommitmentPage>(async (store, dice) =>
    {
        var at = await store.Get<RecordCommands<Commitment>>().EnterAsync(Admin, Make.CommitmentValues(), null, Stop);
        return dice.Next(2) == 0 ? at : await store.Get<CommitmentCommands>().CompleteAsync(Admin, new(at.Id, at.Version), Stop);
    }, new()
    {
        ["complete"] = (store, caller, at) => store.Get<CommitmentCommands>().CompleteAsync(caller, new(at.Id, at.Version), Stop),
        ["reopen"] = (store, caller, at) => store.Get<CommitmentCommands>().ReopenAsync(caller, new(at.Id, at.Version, "没做完"), Stop),
        ["correct-completion"] = (store, caller, at) => store.Get<CommitmentCommands>().CorrectCompletionAsync(caller,
            new(at.Id, at.Version, TestStore.Today, "误录"), Stop),
    });

    [Fact]
    public Task AHostTurn()
    {
        var month = HostTurn.MonthOf(TestStore.Today);
        return CompareAsync<TurnPage>(async (store, dice) =>
        {
            var made = await store.AddAsync(new HostTurn { CommunityId = TestStore.Xinsheng, Month = month });
            month = month.AddMonths(1);
            return new(made.Id, made.Version);
        }, new()
        {
            ["hand"] = (store, caller, at) => store.Get<RotaCommands>().HandAsync(caller, new(at.Id, at.Version, TestStore.Xinshun), Stop),
        });
    }

    [Fact]
    public Task AVolunteersClaim() => CompareAsync<ClaimPage>(async (store, dice) =>
    {
        var volunteer = await store.Get<RecordCommands<Volunteer>>().EnterAsync(Admin, Make.VolunteerValues($"李{Guid.NewGuid():N}"),
            null, Stop);
        var post = await store.Get<RecordCommands<VolunteerPost>>().EnterAsync(Admin, Make.PostValues(), null, Stop);
        var at = await store.Get<VolunteerClaimCommands>().ClaimAsync(Admin, new(post.Id, volunteer.Id, TestStore.Today, null), Stop);
        return dice.Next(2) == 0 ? at : await store.Get<VolunteerClaimCommands>().EndAsync(Admin, new(at.Id, at.Version), Stop);
    }, new()
    {
        ["end"] = (store, caller, at) => store.Get<VolunteerClaimCommands>().EndAsync(caller, new(at.Id, at.Version), Stop),
    });

    [Fact]
    public Task AVolunteerPost() => CompareAsync<PostPage>(async (store, dice) =>
    {
        var post = await store.Get<RecordCommands<VolunteerPost>>().EnterAsync(Admin, Make.PostValues(places: 1), null, Stop);
        if (dice.Next(2) == 0) return post;
        var taken = await store.Get<RecordCommands<Volunteer>>().EnterAsync(Admin, Make.VolunteerValues($"李{Guid.NewGuid():N}"), null,
            Stop);
        await store.Get<VolunteerClaimCommands>().ClaimAsync(Admin, new(post.Id, taken.Id, TestStore.Today, null), Stop);
        return post;
    }, new()
    {
        ["claim"] = async (store, caller, at) =>
        {
            var name = $"张{Guid.NewGuid():N}";
            await store.Get<RecordCommands<Volunteer>>().EnterAsync(Admin, Make.VolunteerValues(name), null, Stop);
            return await store.Get<VolunteerClaimCommands>().ClaimByNameAsync(caller, new(at.Id, name, null, TestStore.Today, null), Stop);
        },
    });

    [Fact]
    public Task AVolunteersTime() => CompareAsync<VolunteerTimePage>(async (store, dice) =>
    {
        var volunteer = await store.Get<RecordCommands<Volunteer>>().EnterAsync(Admin, Make.VolunteerValues($"李{Guid.NewGuid():N}"),
            null, Stop);
        var by = dice.Next(2) == 0 ? Admin : Admin with { Name = "孙七" };
        var at = await store.Get<RecordCommands<VolunteerTime>>().EnterAsync(by, Make.VolunteerTimeValues(volunteer.Id), null, Stop);
        return dice.Next(3) > 0 ? at
            : await store.Get<VolunteerTimeCommands>().VerifyAsync(Admin with { Name = "周八" }, new(at.Id, at.Version), Stop);
    }, new()
    {
        ["verify"] = (store, caller, at) => store.Get<VolunteerTimeCommands>().VerifyAsync(caller, new(at.Id, at.Version), Stop),
    });

    /// <summary>No kind whose pages have steps is left out.</summary>
    [Fact]
    public void EveryPageWithSteps_IsHeldAgainstItsCommands()
    {
        var features = Path.Combine(Repository.Root, "Dashboard", "Features");
        var folders = Directory.EnumerateFiles(features, "*Page.razor", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file) is var text && text.Contains("<Actions Context", StringComparison.Ordinal)
                && text.Contains(":long}\"", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);
        Assert.Equal([nameof(ClaimPage), nameof(CommitmentPage), nameof(HazardPage), nameof(MeetingPage), nameof(PetitionPage),
            nameof(PostPage), nameof(ProjectPage), nameof(TurnPage), nameof(VolunteerPage), nameof(VolunteerTimePage), nameof(WishPage)],
            folders);
    }

    /// <summary>One command serves both sides of an offer, each by a button of its own.</summary>
    private static Task<Saved> DeclineAsync(CurrentUser caller, int side, Func<Task<Saved>> decline) =>
        caller.Sees(side) ? decline() : throw new RecordNotFoundException("offer", 0);

    private static async Task<T> ReadAsync<T>(TestStore store, long id)
        where T : Concentric.Data.Record
    {
        await using var db = store.Open();
        IQueryable<T> records = db.Set<T>();
        if (typeof(T) == typeof(Project)) records = records.Include(nameof(Project.Stages));
        return await records.AsNoTracking().SingleAsync(record => record.Id == id, Stop);
    }

    private static async Task<Saved> ReachAsync(TestStore store, CurrentUser caller, Saved at, Func<Project, ProjectStage?> which) =>
        which(await ReadAsync<Project>(store, at.Id)) is { } stage
            ? await store.Get<ProjectCommands>().ReachAsync(caller, new(at.Id, at.Version, stage, TestStore.Today, "按计划"), Stop)
            : throw new RecordNotFoundException("stage", at.Id);

    private static Task CompareAsync<TPage, T>(Func<Random, T> make,
        Dictionary<string, Func<TestStore, CurrentUser, Saved, Task<Saved>>> steps)
        where TPage : class, IComponent
        where T : EnteredRecord => CompareAsync<TPage>(async (store, dice) =>
        {
            var record = await store.AddAsync(make(dice));
            return new(record.Id, record.Version);
        }, steps, States);

    private static async Task CompareAsync<TPage>(Func<TestStore, Random, Task<Saved>> make,
        Dictionary<string, Func<TestStore, CurrentUser, Saved, Task<Saved>>> steps, int states = 4)
        where TPage : class, IComponent
    {
        for (var i = 0; i < Callers.Length; i++)
        {
            var caller = Callers[i];
            await using var context = await RecordPagesContext.CreateAsync(caller);
            // Other states for each: together they are more.
            for (var seed = i * states; seed < (i + 1) * states; seed++)
            {
                var shown = await make(context.Store, new Random(seed));
                var page = context.Render<TPage>(parameters => parameters.TryAdd("Id", shown.Id));
                var offered = page.FindAll("button[data-action]").Select(button => button.GetAttribute("data-action")).ToHashSet();
                foreach (var (key, take) in steps)
                {
                    var record = await make(context.Store, new Random(seed));
                    Assert.Equal((caller.Name, seed, key, offered.Contains(key)),
                        (caller.Name, seed, key, await MayAsync(() => take(context.Store, caller, record))));
                }
            }
        }
    }

    private static async Task<bool> MayAsync(Func<Task<Saved>> take)
    {
        try
        {
            await take();
            return true;
        }
        catch (Exception refusal) when (refusal is RefusedException or RecordNotFoundException)
        {
            return false;
        }
    }

    private static Petition PetitionOf(Random dice) => Make.Petition(with: petition =>
    {
        petition.DueOn = TestStore.Today.AddDays(dice.Next(-3, 4));
        petition.Stage = (PetitionStage)dice.Next(4);
        if (dice.Next(3) == 0)
        {
            petition.IsJoint = true;
            petition.Communities.AddRange([new() { CommunityId = TestStore.Xinsheng }, new() { CommunityId = TestStore.Xinshun }]);
        }

        if (dice.Next(2) == 0)
        {
            if (dice.Next(2) == 0) (petition.OfferedToId, petition.OfferedOn) = (TestStore.Xinshun, TestStore.Today);
            return;
        }

        (petition.ClosedOn, petition.Outcome) = (TestStore.Today.AddDays(-1), (PetitionOutcome)dice.Next(4));
        if (dice.Next(3) == 0) return;
        petition.CallBackOn = TestStore.Today.AddDays(-1);
        if (dice.Next(3) > 0)
            (petition.CallBackValid, petition.CallBackResolved, petition.Satisfaction) =
                (true, dice.Next(2) == 0, (Satisfaction)dice.Next(3));
        if (dice.Next(3) == 0) petition.SettledOn = TestStore.Today;
    });

    private static Hazard HazardOf(Random dice) => Make.Hazard(with: hazard =>
    {
        hazard.DueOn = TestStore.Today.AddDays(dice.Next(-3, 4));
        if (dice.Next(2) == 0)
        {
            if (dice.Next(2) == 0) (hazard.OfferedToId, hazard.OfferedOn) = (TestStore.Xinshun, TestStore.Today);
            return;
        }

        (hazard.RectifiedOn, hazard.RectifiedBy) = (TestStore.Today, Callers[dice.Next(4)].Name);
        if (dice.Next(3) == 0) (hazard.VerifiedOn, hazard.VerifiedBy) = (TestStore.Today, "孙七");
    });
}

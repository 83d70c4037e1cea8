using Bunit;
using Concentric.Dashboard.Features.Hazards;
using Concentric.Dashboard.Features.Petitions;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;

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
    });

    private static async Task CompareAsync<TPage, T>(Func<Random, T> make,
        Dictionary<string, Func<TestStore, CurrentUser, Saved, Task<Saved>>> steps)
        where TPage : class, IComponent
        where T : EnteredRecord
    {
        for (var i = 0; i < Callers.Length; i++)
        {
            var caller = Callers[i];
            await using var context = await RecordPagesContext.CreateAsync(caller);
            // Other states for each: together they are more.
            for (var seed = i * States; seed < (i + 1) * States; seed++)
            {
                var shown = await context.Store.AddAsync(make(new Random(seed)));
                var page = context.Render<TPage>(parameters => parameters.TryAdd("Id", shown.Id));
                var offered = page.FindAll("button[data-action]").Select(button => button.GetAttribute("data-action")).ToHashSet();
                foreach (var (key, take) in steps)
                {
                    var record = await context.Store.AddAsync(make(new Random(seed)));
                    Assert.Equal((caller.Name, seed, key, offered.Contains(key)),
                        (caller.Name, seed, key, await MayAsync(() => take(context.Store, caller, new(record.Id, record.Version)))));
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
        if (dice.Next(2) == 0) return;
        (hazard.RectifiedOn, hazard.RectifiedBy) = (TestStore.Today, Callers[dice.Next(4)].Name);
        if (dice.Next(3) == 0) (hazard.VerifiedOn, hazard.VerifiedBy) = (TestStore.Today, "孙七");
    });
}

using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Concentric.Wishes;

namespace Concentric.Tests.Core.Work;

/// <summary>Records at any point of their course, in three communities, with days that crowd around the limits of the groups.</summary>
internal sealed class RandomWork(int seed)
{
    private static readonly string[] People = [TestStore.WorkerOfXinsheng.Name, TestStore.WorkerOfXinshun.Name, "赵六"];

    private readonly Random dice = new(seed);

    public List<Petition> Petitions { get; } = [];

    public List<Hazard> Hazards { get; } = [];

    public List<Commitment> Commitments { get; } = [];

    public List<Wish> Wishes { get; } = [];

    public async Task FillAsync(TestStore store, int each)
    {
        for (var i = 0; i < each; i++)
        {
            Petitions.Add(Petition());
            Hazards.Add(Hazard());
            Commitments.Add(Keep(new Commitment { Title = "承诺", Owner = "物业", DueOn = Day(), DoneOn = Maybe() }));
            var claimed = Maybe();
            Wishes.Add(Keep(new Wish
            {
                Number = Make.Number("XY", TestStore.Today),
                Title = "心愿",
                RaisedOn = Day(),
                ClaimedOn = claimed,
                FulfilledOn = claimed is null ? null : Maybe()
            }));
        }

        await store.AddAsync<CommunityRecord>([.. Petitions, .. Hazards, .. Commitments, .. Wishes]);
    }

    private Petition Petition() => Make.Petition(with: petition =>
    {
        Keep(petition);
        petition.DueOn = Day();
        petition.Stage = (PetitionStage)dice.Next(4);
        petition.ClosedOn = Maybe();
        petition.CallBackOn = petition.ClosedOn is null ? null : Maybe();
    });

    private Hazard Hazard() => Make.Hazard(with: hazard =>
    {
        Keep(hazard);
        hazard.DueOn = Day();
        hazard.Severity = (HazardSeverity)dice.Next(2);
        hazard.RectifiedOn = Maybe();
        if (hazard.RectifiedOn is not { } on) return;
        hazard.RectifiedBy = People[dice.Next(People.Length)];
        hazard.VerifiedOn = Maybe();
        for (var i = dice.Next(3); i >= 0; i--)
            hazard.Steps.Add(new HazardStep
            {
                Kind = HazardStepKind.Rectified,
                HappenedOn = on,
                At = TestStore.Start.UtcDateTime,
                By = People[dice.Next(People.Length)]
            });
    });

    private T Keep<T>(T record)
        where T : CommunityRecord
    {
        record.CommunityId = 1 + dice.Next(3);
        if (dice.Next(8) == 0) record.ArchivedAt = TestStore.Start.UtcDateTime;
        return record;
    }

    private DateOnly Day() => TestStore.Today.AddDays(dice.Next(-6, 10));

    private DateOnly? Maybe() => dice.Next(2) == 0 ? null : Day();
}

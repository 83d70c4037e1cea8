using Concentric.Activities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Programmes;
using Concentric.Projects;
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

    public List<Project> Projects { get; } = [];

    public List<Agreement> Agreements { get; } = [];

    public List<HostTurn> Turns { get; } = [];

    /// <summary>Whatever is open, or closed without being done with, told by its own states.</summary>
    public IEnumerable<CommunityRecord> Unfinished => new IEnumerable<CommunityRecord>[]
    {
        Petitions.Where(one => one.ClosedOn is null || one.OfferedToId is not null || (one.SettledOn is null
            && one is not { CallBackResolved: true, Satisfaction: not (null or Satisfaction.Dissatisfied) })),
        Hazards.Where(one => one.VerifiedOn is null),
        Commitments.Where(one => one.DoneOn is null),
        Wishes.Where(one => one.FulfilledOn is null),
        Projects.Where(one => one.Stage is not (ProjectStage.Done or ProjectStage.Stopped)),
        Agreements.Where(one => AgreementBalance.Of(one.Outputs.Where(output => output.ArchivedAt is null)
            .Select(output => new OutputTotal(output.Kind, output.AmountMilli))).StateOn(TestStore.Today, one.DueOn)
            is AgreementState.Open or AgreementState.Overdue),
        Turns.Where(one => one.Month == HostTurn.MonthOf(TestStore.Today)),
    }.SelectMany(some => some).Where(one => one.ArchivedAt is null);

    public async Task FillAsync(TestStore store, int each)
    {
        var strand = await store.AddAsync(new Programme { Key = "roads", Name = "道路", NameEn = "Roads", Kind = ProgrammeKind.Strand });
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

        for (var i = 0; i < each / 4; i++)
        {
            var stage = (ProjectStage)dice.Next(5);
            Projects.Add(Keep(new Project
            {
                Title = "修路",
                StrandId = strand.Id,
                Stage = stage,
                StartedOn = Day(),
                DoneOn = stage == ProjectStage.Done ? Day() : null
            }));
            var agreement = Keep(new Agreement { Title = "充电桩", Parties = "甲、乙", AgreedOn = Day(), DueOn = Maybe() });
            foreach (var kind in new[] { OutputKind.PortsAgreed, OutputKind.PortsBuilt, OutputKind.Road })
            {
                if (dice.Next(4) == 0) continue;
                agreement.Outputs.Add(new Output
                {
                    CommunityId = agreement.CommunityId,
                    Kind = kind,
                    AmountMilli = 1_000 * dice.Next(4),
                    RecordedOn = TestStore.Today,
                    ArchivedAt = dice.Next(6) == 0 ? TestStore.Start.UtcDateTime : null
                });
            }

            Agreements.Add(agreement);
        }

        foreach (var months in Enumerable.Range(-2, 5))
            Turns.Add(Keep(new HostTurn { Month = HostTurn.MonthOf(TestStore.Today).AddMonths(months) }));
        await store.AddAsync<CommunityRecord>([.. Petitions, .. Hazards, .. Commitments, .. Wishes, .. Projects, .. Agreements, .. Turns]);
    }

    private Petition Petition() => Make.Petition(with: petition =>
    {
        Keep(petition);
        petition.DueOn = Day();
        petition.Stage = (PetitionStage)dice.Next(4);
        petition.ClosedOn = Maybe();
        if (dice.Next(4) == 0)
        {
            petition.IsJoint = true;
            foreach (var community in new[] { 1, 2, 3 }.Where(id => id == petition.CommunityId || dice.Next(2) == 0))
                petition.Communities.Add(new PetitionCommunity { CommunityId = community });
        }

        if (petition.ClosedOn is null)
        {
            if (dice.Next(3) == 0) (petition.OfferedToId, petition.OfferedOn) = ((petition.CommunityId % 3) + 1, Day());
            return;
        }

        petition.CallBackOn = Maybe();
        if (petition.CallBackOn is null) return;
        if (dice.Next(3) > 0)
            (petition.CallBackValid, petition.CallBackResolved, petition.Satisfaction) =
                (true, dice.Next(2) == 0, (Satisfaction)dice.Next(3));
        if (dice.Next(4) == 0) petition.SettledOn = TestStore.Today;
    });

    private Hazard Hazard() => Make.Hazard(with: hazard =>
    {
        Keep(hazard);
        hazard.DueOn = Day();
        hazard.Severity = (HazardSeverity)dice.Next(2);
        hazard.RectifiedOn = Maybe();
        if (hazard.RectifiedOn is not { } on)
        {
            if (dice.Next(3) == 0) (hazard.OfferedToId, hazard.OfferedOn) = ((hazard.CommunityId % 3) + 1, Day());
            return;
        }

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

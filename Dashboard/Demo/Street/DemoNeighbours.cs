using Concentric.Activities;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>How a neighbouring community did over the year; numbers are for the whole year.</summary>
/// <param name="Code">Of the community.</param>
/// <param name="First">Its profile at the beginning.</param>
/// <param name="Last">Its profile at the end.</param>
internal sealed record Neighbour(string Code, CommunityProfile First, CommunityProfile Last)
{
    public required int Petitions { get; init; }

    public required int Hazards { get; init; }

    public required int Activities { get; init; }

    public required int Visits { get; init; }

    /// <summary>Days of the year before the community began to keep records.</summary>
    public int BeganAfter { get; init; }
}

/// <summary>
/// The six communities without an exchange: a good and steady one, a slow one, one that gets better, one that gets worse,
/// one with too few cases to be ranked, and a new one. Their records lie in the same year.
/// </summary>
internal sealed class DemoNeighbours(DemoScene scene)
{
    private static readonly CommunityProfile Good = new()
    {
        OnTime = 0.97,
        Neglected = 0.003,
        Satisfied = 0.82,
        Resolved = 0.93,
        Reopened = 0.02,
        CalledBack = 0.93
    };
    private static readonly CommunityProfile Middling = new() { OnTime = 0.88, Neglected = 0.02, Satisfied = 0.66, Resolved = 0.87 };
    private static readonly CommunityProfile Slow = new()
    {
        OnTime = 0.68,
        Neglected = 0.08,
        Satisfied = 0.48,
        Resolved = 0.78,
        Reopened = 0.1,
        CalledBack = 0.7
    };

    private static readonly Neighbour[] Histories =
    [
        new("xinhe", Good, Good) { Petitions = 184, Hazards = 52, Activities = 96, Visits = 60 },
        new("xinning", Slow, Slow) { Petitions = 158, Hazards = 44, Activities = 40, Visits = 26 },
        new("xinyue", Slow, Good) { Petitions = 126, Hazards = 36, Activities = 66, Visits = 44 },
        new("xinze", Middling, Slow) { Petitions = 132, Hazards = 38, Activities = 58, Visits = 40 },
        new("xinya", Good, Middling) { Petitions = 4, Hazards = 3, Activities = 12, Visits = 8 },
        new("xinkang", Middling, Good) { Petitions = 62, Hazards = 20, Activities = 30, Visits = 22, BeganAfter = 215 },
    ];

    private static readonly (string Kind, string Programme, string Title, int Weight)[] ActivitySorts =
    [
        (ActivityKind.CleanUp, "alliance", "环境卫生联合清整", 20), (ActivityKind.Clinic, "shows-clinics", "健康义诊", 22),
        (ActivityKind.Show, "shows-clinics", "邻里文艺汇演", 16),
        (ActivityKind.Fair, "fairs", "便民服务大集", 8), (ActivityKind.VolunteerWork, "volunteers", "志愿服务日", 16),
        (ActivityKind.PartyDay, "joint-events", "主题党日", 10),
        (ActivityKind.Training, "talent", "社工业务培训", 8),
    ];

    private static readonly Weighted<int> SortPlaces = new([.. ActivitySorts.Select((sort, i) => (i, (double)sort.Weight))]);

    public void Add()
    {
        foreach (var history in Histories)
        {
            var community = scene.Communities.First(community => community.Row.Code == history.Code);
            var random = scene.Random.Fork(history.Code);
            AddPetitions(community, history, random);
            AddHazards(community, history, random);
            AddActivities(community, history, random);
            AddMeetings(community, history, random);
            var services = new DemoServices(scene, [community], history.Code + " services");
            services.AddVisits(history.Visits, history.Visits * 6);
            services.AddErrands(history.Visits * 3);
            services.AddWishes(history.Visits / 4, history.Visits / 12);
            new DemoVolunteers(scene, [community], history.Code + " volunteers").Add(history.Visits, history.Visits / 5);
        }
    }

    private void AddPetitions(DemoCommunity community, Neighbour history, SeededRandom random)
    {
        foreach (var received in Days(random, history, history.Petitions, recent: 1))
        {
            var sort = PetitionTexts.Sorts.Draw(random);
            var course = scene.Petitions.FromReceipt(received, sort.DueWorkingDays, MannerOn(received, history));
            scene.PetitionPlans.Add((DemoSubjects.Petition(scene, random, sort, community), course));
        }
    }

    private void AddHazards(DemoCommunity community, Neighbour history, SeededRandom random)
    {
        foreach (var found in Days(random, history, history.Hazards))
        {
            var sort = HazardTexts.Draw(random);
            var severity = random.Chance(0.08) ? HazardSeverity.Major : HazardSeverity.General;
            var course = scene.Hazards.FromFinding(found, HazardScenarios.DueDays(severity), MannerOn(found, history));
            scene.HazardPlans.Add((DemoSubjects.Hazard(scene, random, sort, community, severity), course));
        }
    }

    private void AddActivities(DemoCommunity community, Neighbour history, SeededRandom random)
    {
        foreach (var day in Days(random, history, history.Activities, recent: 1))
        {
            var (kind, programme, title, _) = ActivitySorts[SortPlaces.Draw(random)];
            var attendance = random.Between(15, kind == ActivityKind.Fair ? 120 : 60);
            scene.ActivityPlans.Add(new(community.Id, kind, day, title)
            {
                Place = PetitionTexts.Place(random),
                Attendance = attendance,
                Volunteers = kind is ActivityKind.CleanUp or ActivityKind.VolunteerWork ? attendance * 3 / 4 : attendance / 8,
                SavedFen = kind is ActivityKind.Show or ActivityKind.Clinic ? random.Between(8, 30) * 1_000L : 0,
                Programmes = [scene.Programme(programme)],
                Partners = scene.Partners(random, random.Below(3)),
                Services = kind == ActivityKind.Fair ? [.. scene.Services.OrderBy(_ => random.NextBits()).Take(4)] : [],
                Outputs = kind == ActivityKind.CleanUp
                    ? [new(OutputKind.Rubbish, random.Between(2, 12) * 100L, scene.Programme("alliance"))]
                    : [],
            });
        }
    }

    private void AddMeetings(DemoCommunity community, Neighbour history, SeededRandom random)
    {
        foreach (var day in Days(random, history, history.Activities / 4))
        {
            var isTalk = random.Chance(0.4);
            scene.Bag.Add(new Meeting
            {
                CommunityId = community.Id,
                Title = isTalk ? "居民恳谈会" : "社区议事会",
                Kind = isTalk ? MeetingKind.ResidentsTalk : MeetingKind.CouncilHall,
                HeldOn = day,
                Attendance = random.Between(8, 32),
            });
        }
    }

    private DateOnly[] Days(SeededRandom random, Neighbour history, int count, int recent = 0)
    {
        var from = scene.From.AddDays(history.BeganAfter);
        return DaySpread.Over(random, from, scene.Today, count, day => scene.Work.IsWorking(day) ? 1 : 0.15, recent);
    }

    private CommunityProfile MannerOn(DateOnly day, Neighbour history) =>
        history.First.Towards(history.Last,
            (day.DayNumber - scene.From.DayNumber) / (double)(scene.Today.DayNumber - scene.From.DayNumber));
}

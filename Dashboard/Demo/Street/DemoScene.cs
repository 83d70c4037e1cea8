using Concentric.Calendar;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>A community of the demo store with the people who work there.</summary>
/// <param name="Row">As it is stored.</param>
/// <param name="Workers">Names; the first was its secretary before the exchange.</param>
internal sealed record DemoCommunity(Community Row, List<Worker> Workers)
{
    public int Id => Row.Id;

    public string Name => Row.Name;
}

/// <summary>What the parts of the demo data have in common: the year they lie in, who takes part, and where the records go.</summary>
internal sealed class DemoScene
{
    private readonly IReadOnlyDictionary<string, int> programmes;

    public DemoScene(OfficeClock clock, WorkingCalendar calendar, IReadOnlyList<DemoCommunity> communities,
        IReadOnlyDictionary<string, int> programmes, IReadOnlyList<int> services)
    {
        this.programmes = programmes;
        Today = clock.Today;
        From = Today.AddYears(-1).AddDays(1);
        Work = new(calendar, From.AddDays(-60), Today.AddDays(600));
        // So early that its windows are over and it can be judged, whatever holidays lie there.
        ExchangeOn = Work.OnOrAfter(From.AddDays(176));
        Random = new((ulong)Today.DayNumber);
        Moments = new(clock, Random.Fork("moments"));
        Communities = communities;
        Services = services;
        Petitions = new(Random.Fork("petitions"), Work);
        Hazards = new(Random.Fork("hazards"), Work);
    }

    /// <summary>The day the store is made.</summary>
    public DateOnly Today { get; }

    /// <summary>First day of the twelve months up to <see cref="Today"/>.</summary>
    public DateOnly From { get; }

    /// <summary>Day on which the two secretaries took each other's posts.</summary>
    public DateOnly ExchangeOn { get; }

    public WorkDays Work { get; }

    public SeededRandom Random { get; }

    public Moments Moments { get; }

    public BulkRecordSet Bag { get; } = new();

    /// <summary>The two of the exchange first.</summary>
    public IReadOnlyList<DemoCommunity> Communities { get; }

    /// <summary>The two communities of the exchange.</summary>
    public DemoCommunity[] Pair => [Communities[0], Communities[1]];

    public int[] PairIds => [Communities[0].Id, Communities[1].Id];

    public IReadOnlyList<int> Services { get; }

    public PetitionScenarios Petitions { get; }

    public HazardScenarios Hazards { get; }

    public List<CoBuilder> CoBuilders { get; } = [];

    /// <summary>Collected here and made in the order of their days, so that numbers follow days.</summary>
    public List<(PetitionSubject Subject, PetitionScenario Course)> PetitionPlans { get; } = [];

    public List<(HazardSubject Subject, HazardScenario Course)> HazardPlans { get; } = [];

    public List<ActivityPlan> ActivityPlans { get; } = [];

    public List<Wishes.Wish> WishPlans { get; } = [];

    public int Programme(string key) => programmes[key];

    /// <summary>Days of the year up to today for so many events; density follows the weight, the last few fall on the last days.</summary>
    public DateOnly[] Days(SeededRandom random, int count, Func<DateOnly, double> weight, int recent = 0) =>
        DaySpread.Over(random, From, Today, count, weight, recent);

    /// <summary>More after the exchange than before; few on free days.</summary>
    public double WorkWeight(DateOnly day) => (Work.IsWorking(day) ? 1 : 0.06) * (day < ExchangeOn ? 0.75 : 1.25);

    /// <summary>Mostly on Fridays and at weekends.</summary>
    public double LeisureWeight(DateOnly day) =>
        (day.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0.35) * (day < ExchangeOn ? 0.75 : 1.25);

    public CoBuilder CoBuilder(SeededRandom random, params CoBuilderKind[] kinds) =>
        random.Pick(CoBuilders.FindAll(unit => kinds.Contains(unit.Kind)));

    /// <summary>Different co-builders.</summary>
    public long[] Partners(SeededRandom random, int count) =>
        [.. CoBuilders.OrderBy(_ => random.NextBits()).Take(count).Select(unit => unit.Id)];

    /// <summary>Makes what was collected, in the order of days.</summary>
    public void MakePlanned()
    {
        var petitions = new PetitionMaker(Bag, Work, Moments, Today, Random.Fork("notes"));
        var petitionNumbers = new NumberSequence(NumberPrefixes.Petition);
        foreach (var (subject, course) in PetitionPlans.OrderBy(plan => plan.Course.Received))
            petitions.Make(petitionNumbers.Next(course.Received), subject, course);

        var hazards = new HazardMaker(Bag, Moments, Today);
        var hazardNumbers = new NumberSequence(NumberPrefixes.Hazard);
        foreach (var (subject, course) in HazardPlans.OrderBy(plan => plan.Course.Found))
            hazards.Make(hazardNumbers.Next(course.Found), subject, course);

        var activities = new ActivityMaker(Bag);
        var activityNumbers = new NumberSequence(NumberPrefixes.Activity);
        foreach (var plan in ActivityPlans.OrderBy(plan => plan.HeldOn)) activities.Make(activityNumbers.Next(plan.HeldOn), plan);

        var wishNumbers = new NumberSequence(NumberPrefixes.Wish);
        foreach (var wish in WishPlans.OrderBy(wish => wish.RaisedOn))
        {
            wish.Number = wishNumbers.Next(wish.RaisedOn);
            Bag.Add(wish);
        }
    }
}

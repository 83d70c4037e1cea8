using Concentric.Calendar;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Dashboard.Demo.Generator;

/// <summary>What the kinds of generated records have in common.</summary>
internal sealed class GeneratorScene
{
    public GeneratorScene(GeneratorOptions options, OfficeClock clock, WorkingCalendar calendar,
        IReadOnlyList<(int Id, string Name)> communities)
    {
        Options = options;
        Today = clock.Today;
        From = Today.AddYears(-options.Years).AddDays(1);
        // The longest neglected petition, reopened, ends well within two years.
        Work = new(calendar, From.AddDays(-60), Today.AddDays(730));
        Random = new((ulong)options.Seed);
        Moments = new(clock, Random.Fork("moments"));
        Street = new(communities, Random.Fork("street"));
        Seasons = new(Work, From, Today);
        Clock = clock;
    }

    public GeneratorOptions Options { get; }

    public DateOnly Today { get; }

    public DateOnly From { get; }

    public int DayCount => Today.DayNumber - From.DayNumber + 1;

    public WorkDays Work { get; }

    public SeededRandom Random { get; }

    public Moments Moments { get; }

    public GeneratedStreet Street { get; }

    public Seasons Seasons { get; }

    public OfficeClock Clock { get; }

    public BulkRecordSet Bag { get; } = new();

    public required IReadOnlyDictionary<string, int> Programmes { get; init; }

    public required IReadOnlyList<int> Services { get; init; }

    /// <summary>A community's manner on a day.</summary>
    public CommunityProfile MannerOf(GeneratedCommunity community, DateOnly day) =>
        community.First.Towards(community.Last, (day.DayNumber - From.DayNumber) / (double)DayCount);
}

/// <summary>Makes up the records of one kind, or of kinds that belong together, day by day.</summary>
internal abstract class GeneratedKind
{
    /// <summary>Adds a day's records to the bag.</summary>
    /// <param name="day">The day.</param>
    /// <param name="n">Its place in the generated years, from 0.</param>
    public abstract void Add(DateOnly day, int n);
}

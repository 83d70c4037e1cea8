using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Errands;
using Concentric.Evaluation;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.PublishedFigures;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>
/// New records with the keys they will have, table by table. Rows refer to each other by key, never by navigation.
/// Taken in parts, so that millions of records need room for some thousands.
/// </summary>
public sealed class BulkRecordSet
{
    private readonly List<Table> tables = [];
    private readonly Dictionary<Type, Table> byType = [];

    public BulkRecordSet()
    {
        // Parents before their parts, so that foreign keys hold at every moment.
        Records<Worker>();
        Records<Posting>();
        Records<CoBuilder>();
        Keyed<Household>((row, id) => row.Id = id);
        Records<Petition>();
        Unkeyed<PetitionCommunity>();
        Keyed<PetitionStep>((row, id) => row.Id = id);
        Keyed<PetitionRound>((row, id) => row.Id = id);
        Records<Hazard>();
        Keyed<HazardStep>((row, id) => row.Id = id);
        Keyed<HazardRound>((row, id) => row.Id = id);
        Keyed<HazardPhoto>((row, id) => row.Id = id);
        Records<Project>();
        Keyed<ProjectStageEntry>((row, id) => row.Id = id);
        Records<Agreement>();
        Records<Activity>();
        Unkeyed<ActivityCommunity>();
        Unkeyed<ActivityPartner>();
        Unkeyed<ActivityProgramme>();
        Unkeyed<ActivityService>();
        Records<Output>();
        Records<Meeting>();
        Unkeyed<MeetingCommunity>();
        Unkeyed<MeetingAttendance>();
        Records<Commitment>();
        Records<HostTurn>();
        Records<Visit>();
        Unkeyed<VisitHousehold>();
        Records<Errand>();
        Records<Wish>();
        Records<Volunteer>();
        Records<VolunteerPost>();
        Records<VolunteerClaim>();
        Records<Contribution>();
        Records<PublishedFigure>();
        Records<VolunteerTime>();
        Records<CommitmentTakeover>();
        Records<EvaluationCycle>();
        Keyed<SchemeVersion>((row, id) => row.Id = id);
        Keyed<CycleStep>((row, id) => row.Id = id);
        Keyed<PanelMember>((row, id) => row.Id = id);
        Records<Judgement>();
        Records<Adjustment>();
        Records<Appeal>();
        Keyed<UnitResult>((row, id) => row.Id = id);
        Records<Nomination>();
        Records<Award>();

        // Empty in a bag: named so that emptying the store takes them with their claims.
        Unkeyed<ClaimStanding>();
    }

    private BulkRecordSet(BulkRecordSet source)
    {
        foreach (var table in source.tables) Put(table.Type, table.Take());
    }

    /// <summary>The kinds of rows that a bag holds, parents first.</summary>
    public IReadOnlyList<Type> Types => [.. tables.Select(table => table.Type)];

    /// <summary>Rows that wait to be taken.</summary>
    public int Count => tables.Sum(table => table.Count);

    /// <summary>Adds a row and gives it its key.</summary>
    public T Add<T>(T row)
        where T : class
    {
        ((Table<T>)byType[typeof(T)]).Add(row);
        return row;
    }

    /// <summary>The rows of one kind that wait to be taken.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : class => ((Table<T>)byType[typeof(T)]).Rows;

    /// <summary>Moves the rows into a bag of their own; keys go on where they were.</summary>
    public BulkRecordSet Take() => new(this);

    public async Task WriteAsync(BulkWriter writer, CancellationToken cancellationToken)
    {
        foreach (var table in tables) await table.WriteAsync(writer, cancellationToken);
    }

    private void Records<T>()
        where T : Record => Put(typeof(T), new Table<T>((row, id) => (row.Id, row.Version) = (id, 1)));

    private void Keyed<T>(Action<T, long> setKey)
        where T : class => Put(typeof(T), new Table<T>(setKey));

    private void Unkeyed<T>()
        where T : class => Put(typeof(T), new Table<T>((_, _) => { }));

    private void Put(Type type, Table table)
    {
        tables.Add(table);
        byType.Add(type, table);
    }

    private abstract class Table
    {
        public abstract Type Type { get; }

        public abstract int Count { get; }

        public abstract Table Take();

        public abstract Task WriteAsync(BulkWriter writer, CancellationToken cancellationToken);
    }

    private sealed class Table<T>(Action<T, long> setKey) : Table
        where T : class
    {
        private long last;

        public List<T> Rows { get; private set; } = [];

        public override Type Type => typeof(T);

        public override int Count => Rows.Count;

        public void Add(T row)
        {
            setKey(row, ++last);
            Rows.Add(row);
        }

        public override Table Take()
        {
            var taken = new Table<T>(setKey) { last = last, Rows = Rows };
            Rows = [];
            return taken;
        }

        public override Task WriteAsync(BulkWriter writer, CancellationToken cancellationToken) =>
            writer.WriteAsync(Rows, cancellationToken);
    }
}

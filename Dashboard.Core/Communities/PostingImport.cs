using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>Postings from spreadsheets. A community has one secretary on any day, in the store and in the file. Exchanges are entered on their own page.</summary>
public sealed class PostingImport : WholeSheet<Posting>
{
    public override RecordList List => WorkerLists.Postings;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("worker", ImportType.Name, nameof(Posting.WorkerId)) { IsRequired = true, Lookup = Worker.References },
        new("position", ImportType.Term, nameof(Posting.Position)) { IsRequired = true, TermType = typeof(Position) },
        ImportColumn.KeptBy,
        new("starts-on", ImportType.Day, nameof(Posting.StartsOn)) { IsRequired = true },
        new("ends-on", ImportType.Day, nameof(Posting.EndsOn)),
        new("note", ImportType.Text, nameof(Posting.Note)) { Width = 36 },
    ];

    public override IQueryable<Posting> With(IQueryable<Posting> records) => records.Include(posting => posting.Worker);

    public override Posting Add(ImportRow row)
    {
        var posting = new Posting { CommunityId = row.Community(), WorkerId = row.RequiredId("worker", row.Id("worker", Worker.References)) };
        Take(posting, row);
        return posting;
    }

    /// <summary>Reads the secretaries of the rows' communities.</summary>
    internal override async Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, Posting? Present)> rows, BulkChangeWriter? adds, CancellationToken cancellationToken)
    {
        if (rows.Count == 0 || rows[0].Row.Scene.Memory<Secretaries>() is not { IsRead: false } known) return;
        known.IsRead = true;
        var terms = await db.Postings.Where(posting => posting.ArchivedAt == null && posting.Position == Position.Secretary)
            .Select(posting => new Term(posting.Id, posting.CommunityId, posting.Worker!.Name, posting.StartsOn, posting.EndsOn)).ToListAsync(cancellationToken);
        known.Terms.AddRange(terms);
        foreach (var community in rows[0].Row.Scene.Lookups.Directory.All) known.Versions[community.Id] = community.Version;
    }

    /// <summary>Counts the communities up in which somebody became secretary, as each such posting does: of two at the same time one is refused.</summary>
    public override async Task CompleteAsync(DashboardDbContext db, ImportContext scene, CancellationToken cancellationToken)
    {
        var known = scene.Memory<Secretaries>();
        foreach (var id in known.Touched)
        {
            var counted = await db.Communities.Where(community => community.Id == id && community.Version == known.Versions[id])
                .ExecuteUpdateAsync(set => set.SetProperty(community => community.Version, community => community.Version + 1), cancellationToken);
            if (counted == 0) throw new ImportOutdatedException();
        }
    }

    protected override void Correct(Posting record, ImportRow row)
    {
        row.SameCommunity(record);
        var worker = row.RequiredId("worker", row.IdOrPresent("worker", Worker.References, record.WorkerId, [record.Worker?.Name]));
        row.Check.That(worker == record.WorkerId || worker == 0, nameof(Posting.WorkerId), null, Rule.Fixed, record.Worker?.Name ?? "");
        Take(record, row);
    }

    protected override object ContentOf(Posting record) => (record.Position, record.StartsOn, record.EndsOn, record.Note);

    private static void Take(Posting posting, ImportRow row)
    {
        var present = posting.Id == 0 ? null : posting;
        var details = new PostingDetails(
            row.Term<Position>("position", present?.Position), row.RequiredDay("starts-on", present?.StartsOn), row.Day("ends-on", present?.EndsOn), row.Text("note", present?.Note));
        posting.Correct(details, row.Scene.By, row.Check);
        var known = row.Scene.Memory<Secretaries>().Terms;
        known.RemoveAll(term => posting.Id != 0 && term.Id == posting.Id);
        if (posting.Position != Position.Secretary) return;
        row.Scene.Memory<Secretaries>().Touched.Add(posting.CommunityId);
        var last = posting.EndsOn ?? DateOnly.MaxValue;
        var other = known.Find(term => term.CommunityId == posting.CommunityId && term.StartsOn <= last && (term.EndsOn is null || term.EndsOn >= posting.StartsOn));
        if (other is not null) row.Check.That(false, nameof(Posting.StartsOn), posting.StartsOn, Rule.HasSecretary, other.Name, other.StartsOn);
        else known.Add(new(posting.Id, posting.CommunityId, row.Text("worker", present?.Worker?.Name) ?? "", posting.StartsOn, posting.EndsOn));
    }

    private sealed record Term(long Id, int CommunityId, string Name, DateOnly StartsOn, DateOnly? EndsOn);

    /// <summary>Who is secretary where and when, as the store has it and the rows so far.</summary>
    private sealed class Secretaries
    {
        public List<Term> Terms { get; } = [];

        /// <summary>Versions of the communities when it was read.</summary>
        public Dictionary<int, int> Versions { get; } = [];

        public HashSet<int> Touched { get; } = [];

        public bool IsRead { get; set; }
    }
}

using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>
/// Postings from spreadsheets. A community has one secretary on any day, in the store and in the file. Exchanges are entered on their
/// own page.
/// </summary>
internal sealed class PostingSheet(RecordKind<Posting> kind) : KindSheet<Posting>(kind)
{
    /// <summary>Reads the secretaries of the rows' communities.</summary>
    internal override async Task PrepareAsync(
        DashboardDbContext db,
        IReadOnlyList<(ImportRow Row, Posting? Present)> rows,
        BulkChangeWriter? adds,
        CancellationToken cancellationToken)
    {
        if (rows.Count == 0 || rows[0].Row.Scene.Memory<Secretaries>() is not { IsRead: false } known) return;
        known.IsRead = true;
        var terms = await db.Postings.Where(posting => posting.ArchivedAt == null && posting.Position == Position.Secretary)
            .Select(posting => new Term(posting.Id, posting.CommunityId, posting.Worker!.Name, posting.StartsOn, posting.EndsOn))
            .ToListAsync(cancellationToken);
        known.Terms.AddRange(terms);
        foreach (var community in rows[0].Row.Scene.Lookups.Directory.All) known.Versions[community.Id] = community.Version;
    }

    /// <summary>
    /// Counts the communities up in which somebody became secretary, as each such posting does: of two at the same time one is
    /// refused.
    /// </summary>
    public override async Task CompleteAsync(DashboardDbContext db, ImportContext scene, CancellationToken cancellationToken)
    {
        var known = scene.Memory<Secretaries>();
        foreach (var id in known.Touched)
        {
            var counted = await db.Communities.Where(community => community.Id == id && community.Version == known.Versions[id])
                .ExecuteUpdateAsync(
                    set => set.SetProperty(community => community.Version, community => community.Version + 1), cancellationToken);
            if (counted == 0) throw new ImportOutdatedException();
        }
    }

    protected override void Accept(Posting record, ImportRow row)
    {
        var known = row.Scene.Memory<Secretaries>();
        known.Terms.RemoveAll(term => record.Id != 0 && term.Id == record.Id);
        if (record.Position != Position.Secretary) return;
        known.Touched.Add(record.CommunityId);
        var name = row.Text("worker", record.Worker?.Name) ?? "";
        var own = new Term(record.Id, record.CommunityId, name, record.StartsOn, record.EndsOn);
        var other = known.Terms.Find(term => term.Meets(own));
        if (other is not null) row.Check.That(false, "starts-on", record.StartsOn, Rule.HasSecretary, other.Name, other.StartsOn);
        else known.Terms.Add(own);
    }

    private sealed record Term(long Id, int CommunityId, string Name, DateOnly StartsOn, DateOnly? EndsOn)
    {
        public bool Meets(Term other) => CommunityId == other.CommunityId && (other.EndsOn is null || StartsOn <= other.EndsOn)
            && (EndsOn is null || EndsOn >= other.StartsOn);
    }

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

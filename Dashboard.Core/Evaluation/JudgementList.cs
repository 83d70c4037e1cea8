using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>The panel's scores as a list: what an export writes and an import takes back. They have no pages of their own.</summary>
public static class JudgementList
{
    public static Ledger<Judgement> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Judgement>(),
        Id = x => x.Id,
        Rows = db => db.Judgements.Where(x => x.ArchivedAt == null),
        TypedColumns =
        [
            new() { Key = "evaluation-year", Type = LedgerType.Identifier, Value = x => "" + x.Cycle!.Year, Width = 10 },
            new() { Key = "co-builder", Type = LedgerType.Text, Value = x =>
                x.CoBuilder!.Name, ValueEn = x => x.CoBuilder!.NameEn, Width = 26 },
            new() { Key = "criterion", Type = LedgerType.Identifier, Value = x => x.Criterion, Width = 16 },
            new() { Key = "points", Type = LedgerType.Number, Value = x => x.Points, Width = 8 },
            new() { Key = "note", Type = LedgerType.Text, Value = x => x.Note, Width = 36 },
            new() { Key = "judge", Type = LedgerType.Text, Value = x => x.Judge, Width = 12 },
        ],
    };

    public static RecordList<Judgement> List { get; } = new()
    {
        Typed = Ledger,
        Readable = ReadableBy,
        Filters = [],
        Sorts = [],
        DefaultSort = "",
        Views = new Dictionary<string, Func<DateOnly, System.Linq.Expressions.Expression<Func<Judgement, bool>>>>(),
    };

    /// <summary>As on the pages: while the panel scores, each of its members sees the own scores only.</summary>
    public static IQueryable<Judgement> ReadableBy(IQueryable<Judgement> judgements, CurrentUser caller)
    {
        var own = caller.UserId;
        return caller.MayJudge
            ? judgements.Where(said =>
                said.JudgeId == own || (said.Cycle!.Stage != CycleStage.Scoring && said.Cycle.Stage != CycleStage.Collecting))
            : judgements;
    }
}

/// <summary>The panel's scores as a file, of all years, for those who make workbooks and for the panel itself.</summary>
public sealed class JudgementExport : ExportedList
{
    public override Ledger Ledger => JudgementList.Ledger;

    public override bool IsOpenTo(CurrentUser caller) => caller.CommunityIds is null && (caller.MayExport || caller.MayJudge);

    internal override IAsyncEnumerable<LedgerRow> Stream(DashboardDbContext db, CurrentUser caller, ListRequest request,
        CommunityDirectory.Names names, ListMoment moment) =>
        LedgerQuery.Project(
            JudgementList.ReadableBy(db.Judgements.AsNoTracking().Where(said => said.ArchivedAt == null), caller)
                .OrderByDescending(said => said.CycleId).ThenBy(said => said.CoBuilderId).ThenBy(said => said.Id),
            JudgementList.Ledger, null).AsAsyncEnumerable();

    internal override Task<long> CountAsync(DashboardDbContext db, CurrentUser caller, ListRequest request, CommunityDirectory.Names names,
        ListMoment moment, CancellationToken cancellationToken) =>
        JudgementList.ReadableBy(db.Judgements.Where(said => said.ArchivedAt == null), caller).LongCountAsync(cancellationToken);
}

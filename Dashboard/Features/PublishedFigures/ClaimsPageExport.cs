using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Programmes;
using Concentric.PublishedFigures;
using Concentric.Resources;
using Concentric.Sheets;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.PublishedFigures;

/// <summary>What was said in public and how it stands.</summary>
internal sealed class ClaimsPageExport(PublishedFigureQueries queries, ProgrammeDirectory programmes) : PageExport
{
    public override string Key => "published-figures";

    public override bool IsFor(CurrentUser caller) => caller.CommunityIds is null;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var chosen = Enum.GetValues<ClaimVerdict>().Cast<ClaimVerdict?>()
            .FirstOrDefault(verdict => verdict.ToString() == request["verdict"]);
        var claims = await queries.ReadAsync(request.Caller, null, cancellationToken);
        var names = await programmes.NamesAsync(cancellationToken);
        List<(string, string)> facts = chosen is { } one ? [(L["Figure.Column.Verdict"], Texts.Term(one))] : [];
        return new(L["Figure.Title"], facts, [ViewTable.Of(
            L["Figure.Title"],
            [
                new(Texts.Column("mechanism"), SheetType.Text, 20), new(L["Figure.Column.Claim"], SheetType.Text, 44),
                new(Texts.Column("relation"), SheetType.Text, 10), new(L["Figure.Column.Claimed"], SheetType.Milli, 14),
                new(L["Figure.Column.Recorded"], SheetType.Milli, 14),
                new(L["Figure.Column.Difference"], SheetType.Milli, 12), new(ViewFacts.Word("Header.Unit"), SheetType.Text, 8),
                new(L["Figure.Column.Verdict"], SheetType.Text, 14), new(ViewFacts.Word("Manifest.From"), SheetType.Day, 12),
                new(ViewFacts.Word("Manifest.To"), SheetType.Day, 12), new(ViewFacts.Word("Manifest.Communities"), SheetType.Text, 20),
                new(L["Figure.Column.Source"], SheetType.Text, 36),
            ],
            [.. claims.Where(claim => chosen is null || claim.Verdict == chosen).Select(claim => new object?[]
            {
                names.GetValueOrDefault(claim.Claim.Mechanism, claim.Claim.Mechanism), claim.Claim.ClaimFor(request.Culture),
                Texts.Term(claim.Claim.Relation), new Thousandths(claim.Claim.AmountMilli), Milli(claim.RecordedMilli),
                Milli(claim.DifferenceMilli), claim.Metric is null ? null : Texts.Unit(claim.Metric.Unit), Texts.Term(claim.Verdict),
                claim.Claim.PeriodFrom, claim.Claim.PeriodTo,
                ClaimText.Communities(claim.Claim, request.Names), claim.Claim.Source,
            })])]);
    }

    private static Thousandths? Milli(long? milli) => milli is { } count ? new Thousandths(count) : null;
}

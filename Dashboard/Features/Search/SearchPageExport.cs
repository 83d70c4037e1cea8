using System.Globalization;
using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Search;
using Concentric.Sheets;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Search;

/// <summary>What a search found, in the page's order.</summary>
internal sealed class SearchPageExport(SearchQueries queries) : PageExport
{
    public override string Key => "search";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var text = request[PageExportRequest.Search];
        var found = SearchView.Of(await queries.FindAsync(request.Caller, text, cancellationToken), text, request.Names);
        List<(string, string)> facts = [(ViewFacts.Word("Manifest.Search"), Masking.Mask(text) ?? "")];
        if (found.HasMore)
            facts.Add((ViewFacts.Word("Manifest.Records"),
                $"{found.Kinds.Sum(kind => kind.Hits.Count).ToString(CultureInfo.InvariantCulture)}{L["Search.More"]}"));
        if (!found.IsWhole) facts.Add((ViewFacts.Word("Manifest.Records"), L["Search.Indexing"]));
        return new(L["Search.Title"], facts, [ViewTable.Of(
            L["Search.Title"],
            [new(Texts.Column("kind"), SheetType.Text, 14), new(Texts.Column("number"), SheetType.Identifier, 18),
                new(Texts.Column("title"), SheetType.Text, 44), new(L["Search.Details"], SheetType.Text, 50)],
            [.. found.Kinds.SelectMany(kind =>
                kind.Hits.Select(hit => new object?[] { Texts.Kind(kind.Kind), hit.Number, hit.Title, hit.Note }))])]);
    }
}

using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Decomposition;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Decomposition;

/// <summary>
/// The change of a figure by its parts, a sheet for each property. Rates, shares and what each part adds are formulas over the cases
/// beside them, and the last row holds the sum against the change of the whole.
/// </summary>
internal sealed class WhyPageExport(MetricCatalogue catalogue, ChangeReader changes, MetricCube cube, OfficeClock clock) : PageExport
{
    public override string Key => "why";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        if (request.Of is not { } key || catalogue.Find(key) is not { } metric || !ChangeReader.IsDivisible(metric)) return null;
        if (cube.Current is null) throw new Concentric.Exports.ExportException("Counting");
        var reading = request.Slice(clock.Today);
        // What the page says of an address that can't be read has been said there.
        List<SliceProblem> problems = [];
        var with = new ComparisonRequest(request[ComparisonRequest.Field]);
        var compared = with.Read(reading.On(clock.Today), request.Names, request.Caller, problems);
        var change = await changes.ReadAsync(metric, reading.On(clock.Today), compared, reading.CommunityIds, cancellationToken);
        if (change is null) return null;
        IReadOnlyList<(ChangeDimension Dimension, IReadOnlyList<WhyRow> Rows)> dimensions =
            [.. change.Dimensions.Select(dimension => (dimension, WhyRow.Of(change, dimension, metric, request.Names)))];
        List<(string, string)> facts =
        [
            ViewFacts.Period(reading.Period), (L["Why.With"], compared is { } other
                ? $"{other.Period.From.ToIso()} – {other.Period.To.ToIso()}" : "—"),
            ViewFacts.Communities(reading.CommunityIds, request.Names),
            (L["Why.Title"], WhyWords.Headline(change, metric, problems.Count > 0 ? new((string?)null) : with, dimensions)),
            ("", WhyWords.Days(change, metric)), (ViewFacts.Word("Manifest.Definition"), $"{Texts.Name(metric)}: {Texts.Formula(metric)}"),
        ];
        return new(L["Why.Title.Of", Texts.Name(metric)], facts, dimensions.Count == 0 ? [Sheet(metric, change, null, [])]
            : [.. dimensions.Select(one => Sheet(metric, change, one.Dimension, one.Rows))]);
    }

    /// <summary>The numbers as the page shows them.</summary>
    internal static PageTable<WhyRow> TableOf(Metric metric, ChangeDimension dimension)
    {
        var unit = metric.IsRate ? "%" : Texts.Unit(metric.Unit);
        return new(L["Why.By", L[$"Why.Split.{dimension.Name}"]], columns =>
        [
            columns.Text("part", L[$"Why.Split.{dimension.Name}"], 20, row => row.Name).AsRowHead(),
            columns.OnPage("now", L["Why.Column.Now", unit]) with { IsText = false },
            .. metric.IsRate ? [columns.Whole("cases", L["Why.Column.Cases"], 10, row => (long)row.Part.Now.N)]
                : Array.Empty<PageColumn<WhyRow>>(),
            columns.OnPage("before", L["Why.Column.Before", unit]) with { IsText = false },
            .. metric.IsRate
                ? new[]
                {
                    columns.Whole("cases-before", L["Why.Column.Cases"], 10, row => (long)row.Part.Was.N),
                    Amount(columns, "own", row => row.Shown.Own), Amount(columns, "mix", row => row.Shown.Mix),
                }
                : [],
            Amount(columns, "total", row => row.Shown.Total),
            columns.OnPage("mark", L["Why.Column.Mark"]).Wide(),
        ]);

        PageColumn<WhyRow> Amount(PageColumns<WhyRow> columns, string key, Func<WhyRow, long> of) =>
            columns.Text(key, L[$"Why.Column.{key}", metric.IsRate ? Texts.Get("Unit.Points.Short") : unit], 12,
                row => WhyWords.Signed(metric, of(row))) with
            { IsText = false };
    }

    private static ViewTable Sheet(Metric metric, ExplainedChange change, ChangeDimension? dimension, IReadOnlyList<WhyRow> rows) =>
        metric.IsRate ? RateSheet(metric, change, dimension, rows) : CountSheet(metric, change, dimension, rows);

    private static string NameOf(ChangeDimension? dimension) =>
        dimension is null ? L["Why.Title"] : L["Why.By", L[$"Why.Split.{dimension.Name}"]];

    private static string HeadOf(ChangeDimension? dimension) => dimension is null ? L["Why.Part"] : L[$"Why.Split.{dimension.Name}"];

    private static ViewTable CountSheet(Metric metric, ExplainedChange change, ChangeDimension? dimension, IReadOnlyList<WhyRow> rows)
    {
        var unit = Texts.Unit(metric.Unit);
        var last = rows.Count + 1;
        var cells = rows.Select((row, i) => new object?[]
        {
            row.Name, row.Part.Now.Value, row.Part.Was.Value, new SheetFormula($"B{i + 2}-C{i + 2}", row.Part.Effect.Total),
            WhyWords.Note(row, metric),
        }).ToList();
        if (rows.Count > 0)
        {
            cells.Add([L["Why.Sum"], new SheetFormula($"SUM(B2:B{last})", rows.Sum(row => row.Part.Now.Value.GetValueOrDefault())),
                new SheetFormula($"SUM(C2:C{last})", rows.Sum(row => row.Part.Was.Value.GetValueOrDefault())),
                new SheetFormula($"SUM(D2:D{last})", change.Amount), null]);
        }

        cells.Add([L["Why.Whole"], change.Now.Value, change.Was.Value,
            new SheetFormula($"B{cells.Count + 2}-C{cells.Count + 2}", change.Amount), null]);
        if (rows.Count > 0) cells.Add([L["Why.Check"], null, null, new SheetFormula($"ROUND(D{last + 2}-D{last + 1},6)", 0), null]);
        return ViewTable.Of(NameOf(dimension),
        [
            new(HeadOf(dimension), SheetType.Text, 20), new(L["Why.Column.Now", unit], SheetType.Milli, 12),
            new(L["Why.Column.Before", unit], SheetType.Milli, 12), new(L["Why.Column.total", unit], SheetType.Milli, 12),
            new(L["Why.Column.Mark"], SheetType.Text, 30),
        ], cells);
    }

    private static ViewTable RateSheet(Metric metric, ExplainedChange change, ChangeDimension? dimension, IReadOnlyList<WhyRow> rows)
    {
        var (sum, cells) = (rows.Count + 2, new List<object?[]>());
        var (cases, before) = (rows.Sum(row => row.Part.Now.N), rows.Sum(row => row.Part.Was.N));
        foreach (var (row, at) in rows.Select((row, i) => (row, i + 2)))
        {
            var (part, effect) = (row.Part, row.Part.Effect);
            cells.Add([row.Name, part.Now.Numerator, (long)part.Now.N, part.Was.Numerator, (long)part.Was.N,
                part.Now.Value is { } now ? new SheetFormula($"B{at}/C{at}", now) : null,
                part.Was.Value is { } was ? new SheetFormula($"D{at}/E{at}", was) : null,
                new SheetFormula($"C{at}/C${sum}", part.Now.N / cases), new SheetFormula($"E{at}/E${sum}", part.Was.N / before),
                new SheetFormula($"IF(OR(C{at}=0,E{at}=0),0,100*(F{at}-G{at})*(H{at}+I{at})/2)", effect.Own * 100),
                new SheetFormula($"100*(H{at}-I{at})*((IF(C{at}=0,G{at},F{at})+IF(E{at}=0,F{at},G{at}))/2-(F${sum}+G${sum})/2)",
                    effect.Mix * 100),
                new SheetFormula($"J{at}+K{at}", effect.Total * 100), WhyWords.Note(row, metric)]);
        }

        if (rows.Count > 0)
        {
            SheetFormula Sum(char column, double value) => new($"SUM({column}2:{column}{sum - 1})", value);
            cells.Add([L["Why.Sum"], Sum('B', change.Now.Numerator ?? (change.Now.Value.GetValueOrDefault() * cases)), Sum('C', cases),
                Sum('D', change.Was.Numerator ?? (change.Was.Value.GetValueOrDefault() * before)), Sum('E', before),
                new SheetFormula($"B{sum}/C{sum}", change.Now.Value.GetValueOrDefault()),
                new SheetFormula($"D{sum}/E{sum}", change.Was.Value.GetValueOrDefault()), Sum('H', 1), Sum('I', 1),
                Sum('J', rows.Sum(row => row.Part.Effect.Own) * 100), Sum('K', rows.Sum(row => row.Part.Effect.Mix) * 100),
                Sum('L', change.Amount * 100), null]);
        }

        cells.Add([L["Why.Whole"], null, null, null, null, change.Now.Value, change.Was.Value, null, null, null, null,
            new SheetFormula($"100*(F{cells.Count + 2}-G{cells.Count + 2})", change.Amount * 100), null]);
        if (rows.Count > 0)
            cells.Add([L["Why.Check"], null, null, null, null, null, null, null, null, null, null,
                new SheetFormula($"ROUND(L{sum + 1}-L{sum},6)", 0), null]);
        var points = Texts.Get("Unit.Points.Short");
        return ViewTable.Of(NameOf(dimension),
        [
            new(HeadOf(dimension), SheetType.Text, 20), new(L["Why.Column.Counted"], SheetType.Milli, 12),
            new(L["Why.Column.Cases"], SheetType.Whole, 12), new(L["Why.Column.CountedBefore"], SheetType.Milli, 12),
            new(L["Why.Column.CasesBefore"], SheetType.Whole, 12), new(L["Why.Column.Now", "%"], SheetType.Percent, 12),
            new(L["Why.Column.Before", "%"], SheetType.Percent, 12), new(L["Why.Column.Share"], SheetType.Percent, 12),
            new(L["Why.Column.ShareBefore"], SheetType.Percent, 12), new(L["Why.Column.own", points], SheetType.Milli, 14),
            new(L["Why.Column.mix", points], SheetType.Milli, 14), new(L["Why.Column.total", points], SheetType.Milli, 14),
            new(L["Why.Column.Mark"], SheetType.Text, 30),
        ], cells);
    }
}

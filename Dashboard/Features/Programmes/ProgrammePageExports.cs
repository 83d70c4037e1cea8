using System.Globalization;
using Concentric.Communities;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Features.Figures;
using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.Metrics;
using Concentric.Programmes;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Programmes;

/// <summary>All programmes with what each did.</summary>
internal sealed class ProgrammesPageExport(ProgrammeQueries queries, MetricCube cube, OfficeClock clock, IStringLocalizer<ProgrammeText> texts) : PageExport
{
    /// <summary>The period of both pages where the address says none.</summary>
    public const string UsualPeriod = "year";

    public override string Key => "programmes";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var reading = request.Slice(clock.Today, UsualPeriod);
        var lines = await queries.ListAsync(reading.Period, reading.CommunityIds, cancellationToken);
        return new(texts["Title"], [ViewFacts.Period(reading.Period), ViewFacts.Communities(reading.CommunityIds, request.Names)], [ViewTable.Of(
            texts["Title"],
            [
                new(Texts.Column("kind"), SheetType.Text, 14), new(texts["Title"], SheetType.Text, 28), new(ViewFacts.Word("Header.Metric"), SheetType.Text, 20), new(ViewFacts.Word("Header.Value"), SheetType.Milli, 14),
                new(ViewFacts.Word("Header.Unit"), SheetType.Text, 10),
            ],
            [.. lines.OrderByDescending(line => line.Programme.Kind).SelectMany(line => FiguresOf(line, reading).Select(figure =>
                new object?[] { Texts.Term(line.Programme.Kind), line.Programme.NameFor(request.Culture), figure.Name, figure.Value, figure.Unit }))])]);
    }

    /// <summary>What the page shows of a programme: its activities, or its own records where it has none.</summary>
    private IEnumerable<(string Name, object? Value, string Unit)> FiguresOf(ProgrammeLine line, SliceReading reading)
    {
        if (line.Activities == 0 && ProgrammeFigures.WholeOf(line.Programme.Key).Take(2).ToList() is { Count: > 0 } own && cube.Current?.For(reading.CommunityIds) is { } slice)
            return own.Select(key => cube.Catalogue[key]).Select(metric => (Texts.Name(metric), ViewFacts.Cell(metric, slice.Read(metric, reading.Period, clock.Today).Value), Texts.Unit(metric.Unit)));
        return [(texts["Tile.Activities"], line.Activities, Texts.Unit(MetricUnit.Events)), (texts["Tile.PersonTimes"], line.PersonTimes, Texts.Unit(MetricUnit.PersonTimes))];
    }
}

/// <summary>One programme: its figures, months, communities and partners.</summary>
internal sealed class ProgrammePageExport(ProgrammeQueries queries, OfficeClock clock, IStringLocalizer<ProgrammeText> texts, IStringLocalizer<OverviewText> overview) : PageExport
{
    public override string Key => "programme";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var reading = request.Slice(clock.Today, ProgrammesPageExport.UsualPeriod);
        if (request.Of is null || await queries.FindAsync(request.Of, reading.Period, reading.CommunityIds, clock.Today, cancellationToken) is not { } view) return null;
        SheetColumn activities = new(texts["Tile.Activities"], SheetType.Whole, 12), personTimes = new(texts["Tile.PersonTimes"], SheetType.Whole, 12);
        return new(
            view.Programme.NameFor(request.Culture),
            [ViewFacts.Period(reading.Period), ViewFacts.Communities(reading.CommunityIds, request.Names), (texts["Partners"], texts["Partners.Note", view.Partners.Count, view.PartnerCount])],
            [
                ViewTable.Of(
                    ViewFacts.Word("Manifest.Figure"),
                    [new(ViewFacts.Word("Header.Metric"), SheetType.Text, 28), new(ViewFacts.Word("Header.Value"), SheetType.Milli, 14), new(ViewFacts.Word("Header.Unit"), SheetType.Text, 10), new(ViewFacts.Word("Header.Formula"), SheetType.Text, 70)],
                    [.. FiguresOf(view)]),
                ViewTable.Of(texts["Month"], [new(texts["Month"], SheetType.Text, 12), activities, personTimes], [.. view.Months.Select(month => new object?[] { MonthName(month.Month, overview), month.Activities, month.PersonTimes })]),
                CommunitiesTable(request.Names, texts).ToFile(view.Communities, [texts["Distinct"].Value, view.Activities, view.Joint, view.PersonTimes]),
                PartnersTable(texts).ToFile(view.Partners),
            ]);
    }

    internal static PageTable<ProgrammeCommunity> CommunitiesTable(CommunityDirectory.Names names, IStringLocalizer<ProgrammeText> texts) => new(texts["Communities"], columns =>
    [
        columns.Text("community", texts["Community"], 16, line => names.Name(line.CommunityId)).AsRowHead(),
        columns.Whole("activities", texts["Tile.Activities"], 12, line => line.Activities),
        columns.Whole("shared", texts["Shared"], 10, line => line.Shared),
        columns.Whole("person-times", texts["Tile.PersonTimes"], 12, line => line.PersonTimes),
    ]);

    internal static PageTable<ProgrammePartner> PartnersTable(IStringLocalizer<ProgrammeText> texts) => new(texts["Partners"], columns =>
    [
        columns.Text("partner", texts["Partner"], 28, partner => partner.Name).AsRowHead(),
        columns.Whole("activities", texts["Tile.Activities"], 12, partner => partner.Activities),
        columns.Yuan("given", texts["Given"], 14, partner => partner.AmountFen),
    ]);

    /// <summary>A month by its number; a part of one says up to which day.</summary>
    public static string MonthName(Period month, IStringLocalizer<OverviewText> texts)
    {
        var name = month.From.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return month.IsPart() ? texts["Trend.MonthTo", name, month.To.Day] : name;
    }

    private IEnumerable<object?[]> FiguresOf(ProgrammeView view) =>
    [
        [texts["Tile.Activities"].Value, view.Activities, Texts.Unit(MetricUnit.Events), texts["Tile.Activities.Formula"].Value],
        [texts["Tile.PersonTimes"].Value, view.PersonTimes, Texts.Unit(MetricUnit.PersonTimes), texts["Tile.PersonTimes.Formula"].Value],
        [texts["Tile.Persons"].Value, view.Persons, Texts.Unit(MetricUnit.Persons), texts[view.Persons is null ? "Tile.Persons.None" : "Tile.Persons.Formula"].Value],
        [texts["Tile.Partners"].Value, view.PartnerCount, texts["Units"].Value, texts["Tile.Partners.Formula"].Value],
        .. view.Figures.Select(figure => new object?[] { Texts.Name(figure.Metric), ViewFacts.Cell(figure.Metric, figure.Value.Value), Texts.Unit(figure.Metric.Unit), Texts.Formula(figure.Metric) }),
    ];
}

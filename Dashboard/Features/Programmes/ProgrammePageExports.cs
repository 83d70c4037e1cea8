using System.Globalization;
using Concentric.Communities;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Features.Figures;
using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Profiles;
using Concentric.Programmes;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Programmes;

/// <summary>All programmes with what each did.</summary>
internal sealed class ProgrammesPageExport(ProgrammeQueries queries, MetricCube cube, OfficeClock clock) : PageExport
{
    /// <summary>The period of both pages where the address says none.</summary>
    public const string UsualPeriod = "year";

    public override string Key => "programmes";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var reading = request.Slice(clock.Today, UsualPeriod);
        var lines = await queries.ListAsync(reading.Period, reading.CommunityIds, cancellationToken);
        return new(L["Programme.Title"], [ViewFacts.Period(reading.Period), ViewFacts.Communities(reading.CommunityIds, request.Names)],
            [ViewTable.Of(
            L["Programme.Title"],
            [
                new(Texts.Column("kind"), SheetType.Text, 14), new(L["Programme.Title"], SheetType.Text, 28),
                new(ViewFacts.Word("Header.Metric"), SheetType.Text, 20), new(ViewFacts.Word("Header.Value"), SheetType.Milli, 14),
                new(ViewFacts.Word("Header.Unit"), SheetType.Text, 10),
            ],
            [.. lines.OrderByDescending(line => line.Programme.Kind).SelectMany(line => FiguresOf(line, reading).Select(figure =>
                new object?[] { Texts.Term(line.Programme.Kind), line.Programme.NameFor(request.Culture), figure.Name, figure.Value,
                    figure.Unit }))])]);
    }

    /// <summary>What the page shows of a programme: its activities, or its own records where it has none.</summary>
    private IEnumerable<(string Name, object? Value, string Unit)> FiguresOf(ProgrammeLine line, SliceReading reading)
    {
        if (line.Activities == 0 && ProgrammeFigures.WholeOf(line.Programme).Take(2).ToList() is { Count: > 0 } own
            && cube.Current?.For(reading.CommunityIds) is { } slice)
            return own.Select(key => cube.Catalogue[key])
                .Select(metric => (Texts.Name(metric), ViewFacts.Cell(metric, slice.Read(metric, reading.Period, clock.Today).Value),
                    Texts.Unit(metric.Unit)));
        return [(L["Programme.Tile.Activities"], line.Activities, Texts.Unit(MetricUnit.Events)),
            (L["Programme.Tile.PersonTimes"], line.PersonTimes, Texts.Unit(MetricUnit.PersonTimes))];
    }
}

/// <summary>One programme: its figures, months, communities and partners.</summary>
internal sealed class ProgrammePageExport(ProgrammeQueries queries, OfficeClock clock) : PageExport
{
    public override string Key => "programme";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var reading = request.Slice(clock.Today, ProgrammesPageExport.UsualPeriod);
        if (request.Of is null
            || await queries.FindAsync(request.Of, reading.Period, reading.CommunityIds, clock.Today,
                cancellationToken) is not { } view) return null;
        SheetColumn activities = new(L["Programme.Tile.Activities"], SheetType.Whole, 12),
        personTimes = new(L["Programme.Tile.PersonTimes"], SheetType.Whole, 12);
        return new(
            view.Programme.NameFor(request.Culture),
            [ViewFacts.Period(reading.Period), ViewFacts.Communities(reading.CommunityIds, request.Names),
                (L["Programme.Partners"], L["Programme.Partners.Note", view.Partners.Count, view.PartnerCount])],
            [
                ViewTable.Of(
                    ViewFacts.Word("Manifest.Figure"),
                    [new(ViewFacts.Word("Header.Metric"), SheetType.Text, 28), new(ViewFacts.Word("Header.Value"), SheetType.Milli, 14),
                        new(ViewFacts.Word("Header.Unit"), SheetType.Text, 10), new(ViewFacts.Word("Header.Formula"), SheetType.Text, 70)],
                    [.. FiguresOf(view)]),
                ViewTable.Of(L["Programme.Month"], [new(L["Programme.Month"], SheetType.Text, 12), activities, personTimes],
                    [.. view.Months.Select(month => new object?[] { MonthName(month.Month), month.Activities, month.PersonTimes })]),
                CommunitiesTable(request.Names)
                    .ToFile(view.Communities, [L["Programme.Distinct"], view.Activities, view.Joint, view.PersonTimes]),
                PartnersTable().ToFile(view.Partners),
            ]);
    }

    internal static PageTable<ProgrammeCommunity> CommunitiesTable(CommunityDirectory.Names names) =>
        new(L["Programme.Communities"], columns =>
    [
        columns.Text("community", L["Programme.Community"], 16, line => names.Name(line.CommunityId)).AsRowHead(),
        columns.Whole("activities", L["Programme.Tile.Activities"], 12, line => line.Activities),
        columns.Whole("shared", L["Programme.Shared"], 10, line => line.Shared),
        columns.Whole("person-times", L["Programme.Tile.PersonTimes"], 12, line => line.PersonTimes),
    ]);

    internal static PageTable<ProgrammePartner> PartnersTable() => new(L["Programme.Partners"], columns =>
    [
        columns.Text("partner", L["Programme.Partner"], 28, partner => partner.Name).AsRowHead(),
        columns.Whole("activities", L["Programme.Tile.Activities"], 12, partner => partner.Activities),
        columns.Yuan("given", L["Programme.Given"], 14, partner => partner.AmountFen),
    ]);

    /// <summary>A month by its number; a part of one says up to which day.</summary>
    public static string MonthName(Period month)
    {
        var name = month.From.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return month.IsPart() ? L["Overview.Trend.MonthTo", name, month.To.Day] : name;
    }

    private static IEnumerable<object?[]> FiguresOf(ProgrammeView view) =>
    [
        [L["Programme.Tile.Activities"], view.Activities, Texts.Unit(MetricUnit.Events), L["Programme.Tile.Activities.Formula"]],
        [L["Programme.Tile.PersonTimes"], view.PersonTimes, Texts.Unit(MetricUnit.PersonTimes), L["Programme.Tile.PersonTimes.Formula"]],
        [L["Programme.Tile.Persons"], view.Persons, Texts.Unit(MetricUnit.Persons),
            L[view.Persons is null ? "Programme.Tile.Persons.None" : "Programme.Tile.Persons.Formula"]],
        [L["Programme.Tile.Partners"], view.PartnerCount, L["Programme.Units"], L["Programme.Tile.Partners.Formula"]],
        .. view.Figures.Select(figure => new object?[] { Texts.Name(figure.Metric), ViewFacts.Cell(figure.Metric, figure.Value.Value),
            Texts.Unit(figure.Metric.Unit), Texts.Formula(figure.Metric) }),
    ];
}

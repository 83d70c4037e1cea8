using System.Globalization;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.ProcessCharts;

/// <summary>The points of one metric's chart, with the range in which each was to be expected.</summary>
internal sealed class ChartPageExport(MetricCube cube, ChartSlices slices, OfficeClock clock) : PageExport
{
    public override string Key => "chart";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        if (request.Of is not { } key || cube.Catalogue.Find(key) is not { } metric) return null;
        if (cube.Current is null) throw new Concentric.Exports.ExportException("Counting");
        var reading = request.Slice(clock.Today);
        var chart = await slices.ChartAsync(metric, reading.On(clock.Today), reading.CommunityIds, request.Names.All.Count,
            request["step"] == ChartPage.Weeks, cancellationToken);
        if (chart is null) return null;
        var facts = new List<(string, string)>
        {
            ViewFacts.Period(reading.Period),
            ViewFacts.Communities(reading.CommunityIds, request.Names),
            (L["Chart.Verdict"], ChartWords.Headline(chart, metric).Text),
            (L["Chart.Verdict.Figure"], ChartWords.Figure(chart, metric)),
        };
        if (ChartWords.Target(chart.Figure, metric) is var (_, target)) facts.Add((L["Target.Amount"], target));
        if (ChartWords.Forecast(chart, metric) is { } forecast) facts.Add((L["Chart.Verdict.Forecast"], forecast));
        foreach (var restart in chart.Restarts) facts.Add((L["Chart.Verdict.Restart"], ChartWords.Restart(restart, restart.Day.ToIso())));
        foreach (var line in ChartWords.Entered(chart)) facts.Add((L["Chart.Event.Since"], line));
        return new(Texts.Name(metric), facts, [TableOf(metric, chart).ToFile(chart.Points.Reverse())]);
    }

    internal static PageTable<MetricChartPoint> TableOf(Metric metric, MetricChart chart) => new(Texts.Name(metric), columns =>
    [
        columns.OnPage("period", L[chart.IsMonthly ? "Chart.Column.Month" : "Chart.Column.Week"]).AsRowHead(),
        columns.Day("first-day", Texts.Column("first-day"), point => point.Period.From).InFileOnly(),
        columns.Day("last-day", Texts.Column("last-day"), point => point.Period.To).InFileOnly(),
        columns.Number("value", metric.IsRate ? L["Chart.Column.Value", "%"] : L["Chart.Column.Value", Texts.Unit(metric.Unit)], 14,
            point => InUnit(metric, point.Value)),
        .. chart.Model == ProcessModel.Level ? []
            : new[] { columns.Whole("exposure", L[$"Chart.Column.{chart.Model}"], 10, point => (long)Math.Round(point.Exposure)) },
        columns.OnPage("range", L["Chart.Column.Range"]) with { IsText = false },
        columns.Number("from", L["Chart.Column.From"], 12, point => RangeCells.Of(metric, point.Usual, point.Value)?.From).InFileOnly(),
        columns.Number("centre", L["Chart.Column.Centre"], 12, point => InUnit(metric, point.Centre)).InFileOnly(),
        columns.Number("to", L["Chart.Column.To"], 12, point => RangeCells.Of(metric, point.Usual, point.Value)?.To).InFileOnly(),
        columns.Number("target", L["Target.Amount"], 12, point => InUnit(metric, point.Target)).InFileOnly(),
        columns.Text("mark", L["Chart.Column.Mark"], 48, point =>
            point.Rule != ProcessRule.None ? $"{ChartWords.Mark(point.Kind).Text}: {ChartWords.Rule(point, chart)}"
            : !point.IsOver ? L["Chart.Running"] : point.IsBeforeRestart ? ChartWords.Before(chart) : "").Wide(),
    ]);

    /// <summary>On how many working days or cases a point rests, in words; null for a level.</summary>
    internal static string? Exposure(MetricChartPoint point, MetricChart chart)
    {
        var count = point.Exposure.ToString("#,##0", CultureInfo.CurrentCulture);
        return chart.Model == ProcessModel.Level ? null
            : L[chart.Model is ProcessModel.Rate or ProcessModel.Average ? "Chart.Cases" : "Chart.Days", count];
    }

    /// <summary>A number for a file to count with; a rate in per cent.</summary>
    internal static double? InUnit(Metric metric, double? value) =>
        value is { } rate && metric.IsRate ? FigureFormat.Percent(rate) : value;
}

/// <summary>All judged metrics of a slice, or one metric by community.</summary>
internal sealed class ChartsPageExport(MetricCube cube, ChartSlices slices, OfficeClock clock) : PageExport
{
    public override string Key => "charts";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        if (cube.Current is null) throw new Concentric.Exports.ExportException("Counting");
        var reading = request.Slice(clock.Today);
        var lines = await ChartLine.ReadAsync(slices, cube.Catalogue, reading, request["by"], request.Names,
            request.Caller, clock.Today, cancellationToken);
        if (lines is null) return null;
        List<(string, string)> facts = [ViewFacts.Period(reading.Period), ViewFacts.Communities(reading.CommunityIds, request.Names)];
        if (ChartLine.MetricOf(cube.Catalogue, request["by"]) is { } metric) facts.Add((L["Target.Metric"], Texts.Name(metric)));
        return new(L["Chart.Title"], facts, [TableOf().ToFile(lines)]);
    }

    internal static PageTable<ChartLine> TableOf() => new(L["Chart.Title"], columns =>
    [
        columns.Text("name", L["Chart.Column.Name"], 30, line => line.Name).AsRowHead(),
        columns.Text("mark", L["Chart.Column.Mark"], 30, line => line.Words.Text),
        columns.Number("now", L["Chart.Column.Now"], 14, line => ChartPageExport.InUnit(line.Metric, line.Figure.Now.Value)),
        columns.OnPage("usual", L["Chart.Column.Range"]) with { IsText = false },
        columns.Number("from", L["Chart.Column.From"], 12, line =>
            RangeCells.Of(line.Metric, line.Figure)?.From).InFileOnly(),
        columns.Number("to", L["Chart.Column.To"], 12, line =>
            RangeCells.Of(line.Metric, line.Figure)?.To).InFileOnly(),
        columns.Text("unit", L["Target.Unit"], 10, line => line.Metric.IsRate ? "%" : Texts.Unit(line.Metric.Unit)).InFileOnly(),
        columns.Text("target", L["Target.Amount"], 30, line => ChartWords.Target(line.Figure, line.Metric)?.Text),
        columns.OnPage("trend", L["Chart.Column.Trend", FigureJudge.TrendMonths]),
    ]);
}

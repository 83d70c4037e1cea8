using System.Globalization;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Figures;
using Concentric.Dashboard.Features.Overview;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.ProcessCharts;

/// <summary>What a chart says, in a leader's words.</summary>
internal static class ChartWords
{
    /// <summary>How many of what stands out are told in words; the others are in the table.</summary>
    public const int FindingsTold = 3;

    /// <summary>The first sentence with its mark: "worse than usual since 9 November".</summary>
    public static TileVariation Headline(MetricChart chart, Metric metric)
    {
        var words = TileViews.Vary(metric, chart.Figure.Variation, chart.Figure.Now.Value, chart.Today, chart.Figure.Target);
        if (!chart.When().HasBegun) return words with { Text = Ahead(chart) };
        if (chart.Figure.Variation.Kind == VariationKind.Unknown)
            return words with { Text = GapOfFigure(chart) };
        return chart.Figure.Variation.Kind == VariationKind.AsUsual && AsUsualSince(chart) is { } since
            ? words with { Text = L["Chart.AsUsual.Since", DayWords.Day(since, chart.Today)] } : words;
    }

    /// <summary>
    /// Why the chart has no usual range; null where it has one, or where the first sentence says why already.
    /// </summary>
    public static string? GapOfPoints(MetricChart chart)
    {
        if (chart.Gap == VariationGap.None || (chart.Gap == chart.Figure.Variation.Gap && chart.When().HasBegun)) return null;
        if (chart.Gap != VariationGap.AllZero) return Gap(chart.Gap.ToString(), chart.Restart, chart.JoinedOn);
        return chart.Restart is { } since ? L["Chart.Points.AllZero.Since", since.Cause()] : L["Chart.Points.AllZero"];
    }

    /// <summary>Why nothing can be told of the period.</summary>
    private static string GapOfFigure(MetricChart chart)
    {
        var variation = chart.Figure.Variation;
        // What is too little up to the end of the period was so before it: that is said once, for both.
        if (variation.LacksBefore && chart.Gap == variation.Gap) return Gap(chart.Gap.ToString(), chart.Restart, chart.JoinedOn);
        var isZero = variation.Gap != VariationGap.AllZero || chart.Figure.Now.Value is not { } now || now == 0;
        var text = Gap(isZero ? variation.GapName : $"{variation.GapName}.Now", variation.Restart, variation.JoinedOn);
        return variation.LacksBefore && chart.Gap == VariationGap.None ? L["Chart.Gap.ChartJudges", text, Unit(chart.IsMonthly)] : text;
    }

    /// <param name="restart">What it has to do with; null where it has to do with none.</param>
    /// <param name="joinedOn">The month in which a community joined since which there is too little; null for anything else.</param>
    private static string Gap(string name, ProcessRestart? restart, DateOnly? joinedOn) => L[$"Chart.Gap.{name}",
        ProcessBaseline.LeastPoints, restart?.Cause() ?? (joinedOn is { } joined ? DayWords.Month(Period.MonthOf(joined)) : "")];

    /// <summary>What made judging begin anew on a day.</summary>
    public static string Restart(ProcessRestart restart, string day) => L["Chart.Restart", day, restart.Cause()];

    /// <summary>What is said of points from before the restart: what it was names them.</summary>
    public static string Before(MetricChart chart) => L["Chart.Before", chart.Restart?.Cause() ?? ""];

    /// <summary>What was entered for the days that are drawn, with who did and why.</summary>
    public static IEnumerable<string> Entered(MetricChart chart) => chart.Restarts.SelectMany(restart => restart.Events.Select(one =>
        L["Chart.Event.Line", DayWords.Day(restart.Day, chart.Today), one.NameFor(CultureInfo.CurrentUICulture), one.Reason, one.SetBy]));

    /// <summary>"Months" or "weeks", as parts of a sentence.</summary>
    public static string Unit(bool isMonthly) => L[isMonthly ? "Chart.Months" : "Chart.Weeks"];

    /// <summary>What the period's figure is, and what it usually is for as many working days or cases.</summary>
    public static string Figure(MetricChart chart, Metric metric)
    {
        var when = chart.When();
        if (!when.HasBegun) return Ahead(chart);
        var counted = metric.CountedThrough(when.Period, when.Today);
        var last = counted < when.Period.From ? when.AsOf : counted;
        var days = metric.IsStanding ? DayWords.Day(counted, when.Today)
            : $"{DayWords.Day(when.Period.From, when.Today)} – {DayWords.Day(last, when.Today)}";
        var value = chart.Figure.WithUnit(metric);
        if (chart.Figure.Written(metric) is not { } written) return L["Chart.Figure", days, value];
        var range = $"{written.Text} {Texts.Unit(metric.Unit)}";
        return VariationReader.ModelOf(metric) switch
        {
            ProcessModel.Rate or ProcessModel.Average => L["Chart.Figure.Cases", days, value, range,
                chart.Figure.Now.N.ToString("#,##0", CultureInfo.CurrentCulture)],
            ProcessModel.Level => L["Chart.Figure.Level", days, value, range],
            _ => L["Chart.Figure.Days", days, value, range, chart.WorkingDays],
        };
    }

    /// <summary>Whether the target is met as things go, with a mark; null without a target.</summary>
    public static (string Shape, string Text)? Target(JudgedFigure figure, Metric metric)
    {
        if (figure.Aim(metric) is not { } aim) return null;
        return figure.Assurance == Assurance.None ? ("·", L["Overview.Foot.Target", aim])
            : (ShapeOf(figure.Assurance), L[$"Overview.Assurance.{figure.Assurance}", aim]);
    }

    /// <summary>Told apart by shape from each other and from the marks of variation.</summary>
    public static string ShapeOf(Assurance assured) =>
        assured switch { Assurance.Always => "✓", Assurance.Sometimes => "≈", Assurance.Never => "✗", _ => "" };

    /// <summary>When the target will be met at the present rate, where that can be said.</summary>
    public static string? Forecast(MetricChart chart, Metric metric)
    {
        if (chart.TrendReaches is { } reaches)
            return L["Chart.Trend.Reaches", chart.IsMonthly ? DayWords.Month(Period.MonthOf(reaches)) : DayWords.Day(reaches, chart.Today)];
        if (chart.Pace is not { } pace) return null;
        var (aim, end) = (FigureFormat.WithUnit(metric, pace.Target), DayWords.Day(pace.Whole.To, chart.Today));
        if (metric.Polarity == Polarity.LessIsBetter)
            return L["Chart.Pace.AtEnd", end, FigureFormat.WithUnit(metric, pace.AtEnd), aim];
        if (pace.ReachedOn is not { } day)
            return L["Chart.Pace.Short", end, FigureFormat.WithUnit(metric, FigureFormat.Below(metric, pace.AtEnd, pace.Target)), aim];
        return day <= chart.When().AsOf && !pace.IsExpectedToday ? L["Chart.Pace.Reached", aim, end]
            : L["Chart.Pace.Reaches", aim, end, DayWords.Day(day, chart.Today)];
    }

    /// <summary>A period of which nothing has come yet.</summary>
    private static string Ahead(MetricChart chart) => L["Overview.Period.Ahead", DayWords.Day(chart.Period.From, chart.Today)];

    /// <summary>
    /// What stands out among the points that are judged, the newest first; before them, where the period stands out and none of its points
    /// does, that it is the period as a whole.
    /// </summary>
    public static IReadOnlyList<(TileVariation Mark, string Text)> Findings(MetricChart chart)
    {
        var found = new List<(TileVariation, string)>();
        DateOnly? told = null;
        var judged = chart.Points.Where(IsJudged).ToList();
        var own = judged.Where(point => point.Period.From >= chart.Period.From && point.Period.To <= chart.Period.To).ToList();
        // What stands is judged as at the period's end, not as a whole.
        if (chart.Figure.Variation.IsSignal && chart.Model != ProcessModel.Level && own.Count > 0
            && own.TrueForAll(point => point.Rule == ProcessRule.None))
            found.Add((Mark(chart.Figure.Variation.Kind), L["Chart.Whole", Unit(chart.IsMonthly)]));
        foreach (var point in judged.TakeLast(ProcessChart.JudgedPoints).Reverse())
        {
            // A run that goes on is one finding, told by its newest point.
            if (point.Since is not { } since || (told is { } earlier && point.Rule == ProcessRule.Run && since >= earlier)) continue;
            if (point.Rule == ProcessRule.Run) told = since;
            found.Add((Mark(point.Kind), Rule(point, chart)));
            if (found.Count == FindingsTold) break;
        }

        return found;
    }

    /// <summary>Which rule a point completes, in plain words.</summary>
    public static string Rule(MetricChartPoint point, MetricChart chart)
    {
        var side = point.Side > 0 ? "Above" : "Below";
        var rule = IsRunThatIsOver(point, chart) ? "RunOver" : point.Rule.ToString();
        return L[$"Chart.Rule.{rule}.{side}", Name(point.Period, chart), point.Length, Unit(chart.IsMonthly),
            point.Since is { } since ? Name(since, chart) : "", Name(point.Period.To, chart)];
    }

    private static bool IsJudged(MetricChartPoint point) => !point.IsBeforeRestart && point.IsOver;

    /// <summary>True for a run that does not reach the newest point: it went on until it, and is not told as if it still did.</summary>
    private static bool IsRunThatIsOver(MetricChartPoint point, MetricChart chart) => point.Rule == ProcessRule.Run
        && chart.Points.LastOrDefault(IsJudged) is { } newest && (newest.Since != point.Since || newest.Side != point.Side);

    /// <summary>The mark of a point.</summary>
    public static TileVariation Mark(VariationKind kind) => new(kind, L[$"Chart.Mark.{kind}"], null, kind switch
    {
        VariationKind.Better => Verdict.Good,
        VariationKind.Worse => Verdict.Bad,
        _ => Verdict.Neutral,
    });

    /// <summary>A month or week by its name.</summary>
    public static string Name(Period period, MetricChart chart) => chart.IsMonthly ? DayWords.Month(period)
        : L["Chart.Week", DayWords.Day(period.From, chart.Today)];

    /// <summary>The usual range of a point; empty where it is not judged.</summary>
    public static string Range(Metric metric, MetricChartPoint point) => Written(metric, point)?.Text ?? "";

    /// <summary>The figure of a point as it is written beside its usual range.</summary>
    public static string Value(Metric metric, MetricChartPoint point) =>
        Written(metric, point)?.Value ?? FigureFormat.Value(metric, point.Value);

    private static WrittenRange? Written(Metric metric, MetricChartPoint point) =>
        point.Usual is { } usual ? WrittenRange.Of(metric, usual, point.Value) : null;

    private static string Name(DateOnly day, MetricChart chart) =>
        chart.IsMonthly ? DayWords.Month(Period.MonthOf(day)) : DayWords.Day(day, chart.Today);

    /// <summary>Since when nothing has stood out; null where the newest point does.</summary>
    private static DateOnly? AsUsualSince(MetricChart chart)
    {
        DateOnly? since = null;
        foreach (var point in chart.Points.Where(point => !point.IsBeforeRestart && point.IsOver && point.Lower is not null))
        {
            if (point.Rule != ProcessRule.None) since = null;
            else since ??= point.Period.From;
        }

        return since;
    }
}

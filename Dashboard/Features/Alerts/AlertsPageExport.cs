using System.Globalization;
using Concentric.Alerts;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Alerts;

/// <summary>The rules of alerts with how they stand.</summary>
internal sealed class AlertsPageExport(AlertQueries queries, AlertTrials trials, OfficeClock clock) : PageExport
{
    public override string Key => "alerts";

    public override bool IsFor(CurrentUser caller) => caller.MayReadAlerts;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var isRetired = AlertAddress.IsRetired(request["show"]);
        var lines = await AlertLine.ReadAsync(queries, trials, request.Caller, isRetired, cancellationToken);
        List<(string, string)> facts = isRetired ? [(L["Alert.Show"], L["Alert.Show.Retired"])] : [];
        return new(L["Alert.Title"], facts, [TableOf(request.Names, clock).ToFile(lines)]);
    }

    internal static PageTable<AlertLine> TableOf(CommunityDirectory.Names names, OfficeClock clock) => new(L["Alert.Title"], columns =>
    [
        columns.Text("rule", L["Alert.Column.Rule"], 44, line => AlertWords.Rule(line.Rule.Terms)).AsRowHead(),
        columns.Text("places", L["Alert.Column.Places"], 24, line => AlertWords.Places(line.Rule, names)).Wide(),
        columns.Text("recipients", L["Alert.Column.Recipients"], 26, line => Texts.Series(line.Row.Recipients)).Wide(),
        columns.Text("state", L["Alert.Column.State"], 16, line => line.State()),
        columns.Text("remarks", L["Alert.Column.Remarks"], 40, line => Texts.Sentences(line.Remarks(names))).InFileOnly(),
        columns.Moment("last", L["Alert.Column.Last"], clock, line => line.Row.Last),
        columns.Whole("of-year", L["Alert.Column.OfYear"], 10, line => line.Row.OfYear),
        columns.Text("note", L["Alert.Column.Note"], 40, line => line.Rule.Note).InFileOnly(),
        columns.Text("set-by", L["Alert.Column.SetBy"], 12, line => line.Rule.SetBy).InFileOnly(),
        columns.OnPage("do", L["Alert.Column.Actions"]).Classed(_ => "row-actions"),
    ]);
}

/// <summary>What fired, and why.</summary>
internal sealed class AlertHistoryPageExport(OfficeClock clock) : PageExport
{
    public override string Key => "alert-history";

    public override bool IsFor(CurrentUser caller) => caller.MayReadAlerts;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var filter = AlertAddress.Read(request["show"], request["rule"], request["alert"], request["told"]);
        var (total, firings) = await AlertQueries.StreamAsync(db, request.Caller, filter, cancellationToken);
        List<(string, string)> facts = filter.IsOpen is { } isOpen
            ? [(L["Alert.Show"], L[isOpen ? "Alert.Show.Open" : "Alert.Show.Over"])] : [];
        return new(L["Alert.History.Title"], facts, [TableOf(request.Names, clock).ToFile(total, firings)]);
    }

    internal static PageTable<AlertFiring> TableOf(CommunityDirectory.Names names, OfficeClock clock) =>
        new(L["Alert.History.Title"], columns =>
    [
        columns.Text("what", L["Alert.Column.What"], 60, firing => AlertWords.Fact(firing.Terms,
            firing.CommunityId is { } id ? names.Name(id) : null, AlertFigures.Of(firing))).Wide().AsRowHead(),
        columns.Moment("began", L["Alert.Column.Began"], clock, firing => firing.BeganAt),
        columns.Text("place", L["Alert.Column.Place"], 14, firing => AlertGaps.NameOf(firing.CommunityId, names)).InFileOnly(),
        columns.Text("metric", L["Alert.Column.Metric"], 24, firing => AlertWords.Name(firing.MetricKey)).InFileOnly(),
        columns.Text("value", L["Alert.Column.Value"], 14, firing => AlertWords.Value(firing.Terms, AlertFigures.Of(firing))).InFileOnly(),
        columns.Text("usual", L["Alert.Column.Usual"], 16, firing =>
            AlertWords.Range(firing.MetricKey, AlertFigures.Of(firing))).InFileOnly(),
        columns.Text("target", L["Alert.Column.Target"], 12, firing => firing.Target is { } target
            ? AlertWords.Aim(firing.Terms, AlertFigures.Of(firing), target) : null).InFileOnly(),
        columns.Text("limit", L["Alert.Column.Limit"], 12, firing => firing.Terms.Limit is { } limit
            ? AlertWords.Aim(firing.Terms, AlertFigures.Of(firing), limit) : null).InFileOnly(),
        columns.Day("from", L["Alert.Column.From"], firing => firing.PeriodFrom).InFileOnly(),
        columns.Day("to", L["Alert.Column.To"], firing => firing.PeriodTo).InFileOnly(),
        columns.Text("state", L["Alert.Column.End"], 18, firing => firing.End is { } end ? Texts.Term(end) : L["Alert.Show.Open"]),
        columns.Moment("ended", L["Alert.Column.Ended"], clock, firing => firing.EndedAt).InFileOnly(),
        columns.Text("told", L["Alert.Column.Told"], 24, firing => firing.ToldTo).Wide(),
        columns.OnPage("look", L["Alert.Column.Look"]).Classed(_ => "row-actions"),
    ]);
}

/// <summary>The addresses of the pages of alerts.</summary>
internal static class AlertAddress
{
    public const string List = "/alerts";

    public const string History = "/alerts/history";

    public const string New = "/alerts/new";

    private const string Retired = "retired", Open = "open", Over = "over";

    public static string RetiredList => SliceAddress.Query(List, ("show", Retired));

    public static bool IsRetired(string? show) => show == Retired;

    /// <summary>What can't be read is left out.</summary>
    public static AlertFilter Read(string? show, string? rule, string? alert, string? told) => new(
        show switch { Open => true, Over => false, _ => null },
        int.TryParse(rule, CultureInfo.InvariantCulture, out var id) ? id : null,
        Number(alert), Number(told));

    public static string Of(bool? isOpen, int? rule = null) => SliceAddress.Query(History,
        ("show", isOpen switch { true => Open, false => Over, _ => null }),
        ("rule", rule?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The form, filled for a metric and communities.</summary>
    public static string NewFor(string metric, string? communities) =>
        SliceAddress.Query(New, ("metric", metric), ("communities", communities));

    /// <summary>The chart of the days that an alert was about; null for a metric that has none.</summary>
    public static string? Chart(AlertFiring firing, MetricCatalogue catalogue, CommunityDirectory.Names names) =>
        catalogue.Find(firing.MetricKey) is { } metric && FigureJudge.IsJudged(metric)
            ? Slice(firing, names).Chart(firing.MetricKey) : null;

    /// <summary>Their records; null for a metric that there is no longer.</summary>
    public static string? Records(AlertFiring firing, MetricCatalogue catalogue, CommunityDirectory.Names names) =>
        catalogue.Find(firing.MetricKey) is null ? null : Slice(firing, names).Records(firing.MetricKey, firing.Period);

    private static SliceAddress Slice(AlertFiring firing, CommunityDirectory.Names names) => new(new()
    {
        Period = "custom",
        From = firing.PeriodFrom.ToIso(),
        To = firing.PeriodTo.ToIso(),
        Communities = firing.CommunityId is { } id ? names.Find(id)?.Code : null,
    });

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

using Concentric.Anomalies;
using Concentric.Dashboard.Features.ProcessCharts;
using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Metrics;
using Concentric.Sheets;
using Concentric.Time;
using Microsoft.Extensions.Options;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Anomalies;

/// <summary>What is worth asking, as a table of questions by community.</summary>
internal sealed class AnomaliesPageExport(
    AnomalyQueries queries, IOptionsMonitor<AnomalySettings> settings, IOptionsMonitor<MetricOptions> options, OfficeClock clock)
    : PageExport
{
    public override string Key => "signs";

    public override bool IsFor(CurrentUser caller) => caller.MayAsk;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var reading = request.Slice(clock.Today);
        var rows = new List<object?[]>();
        var least = options.CurrentValue.MinimumRanked;
        foreach (var sign in Enum.GetValues<Anomaly>())
        {
            var table = await queries.ReadAsync(sign, reading.Period, cancellationToken);
            var standings = AnomalyJudgement.Of(table, least);
            var question = AnomalyWords.Question(sign, settings.CurrentValue);
            foreach (var line in table.Communities.OrderByDescending(line => line.N >= least)
                .ThenByDescending(line => line.Share))
            {
                var isTold = line.N >= least;
                var standing = standings.TryGetValue(line.CommunityId, out var held) ? held : (AnomalyStanding?)null;
                rows.Add([question, request.Names.Name(line.CommunityId), line.Count, line.N, isTold ? line.Share : null,
                    isTold ? (line.Share - table.Street.Share) * 100 : null,
                    standing is { } one ? RangeCells.UpTo(one.AsStreet, line.Share!.Value) : null,
                    !isTold ? L["Anomaly.TooFew"] : standing is { IsWorthAsking: true } ? L["Anomaly.Ask"]
                        : standing is null && AnomalyJudgement.IsJudged(sign) ? L["Anomaly.NotHeld"] : null]);
            }

            rows.Add([question, L["Anomaly.Street"], table.Street.Count, table.Street.N, table.Street.Share, null, null, null]);
        }

        return new(L["Anomaly.Title"],
            [ViewFacts.Period(reading.Period), (ViewFacts.Word("Manifest.MinimumRanked"), $"{least}")], [ViewTable.Of(
            L["Anomaly.Title"],
            [
                new(L["Anomaly.Title"], SheetType.Text, 56), new(L["Anomaly.Community"], SheetType.Text, 16),
                new(L["Anomaly.Count"], SheetType.Whole, 10), new("n", SheetType.Whole, 10),
                new(L["Anomaly.Share"], SheetType.Percent, 10), new(L["Anomaly.Beside"], SheetType.Milli, 18),
                new(L["Anomaly.UpTo"], SheetType.Percent, 14), new(L["Anomaly.Note"], SheetType.Text, 12),
            ],
            rows)]);
    }
}

/// <summary>The petitions behind one question.</summary>
internal sealed class AnomalyPageExport(AnomalyQueries queries, IOptionsMonitor<AnomalySettings> settings, OfficeClock clock) : PageExport
{
    public override string Key => "sign";

    public override bool IsFor(CurrentUser caller) => caller.MayAsk;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        if (Enum.GetValues<Anomaly>().Cast<Anomaly?>().FirstOrDefault(known => known.ToString() == request.Of) is not { } sign) return null;
        var reading = request.Slice(clock.Today);
        var community = reading.CommunityIds is [var only] ? (int?)only : null;
        var rows = await queries.StreamRowsAsync(db, sign, reading.Period, community, cancellationToken);
        return new(
            L["Anomaly.Title"],
            [(L["Anomaly.Title"], AnomalyWords.Question(sign, settings.CurrentValue)), ViewFacts.Period(reading.Period),
                ViewFacts.Communities(community is { } one ? [one] : null, request.Names)],
            [ViewTable.Of(rows, request.Names, request.Culture)]);
    }
}

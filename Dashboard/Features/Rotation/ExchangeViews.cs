using System.Globalization;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Rotation;
using Concentric.Time;

namespace Concentric.Dashboard.Features.Rotation;

/// <summary>Reads an exchange with what it did, for the page and for its file.</summary>
internal sealed class ExchangeViews(RotationQueries queries, RotationEffects effects, Restatements restatements, OfficeClock clock)
{
    /// <summary>Weeks of the windows; null for nothing, or for what the address can't mean: then those that count.</summary>
    public static int? WeeksOf(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number)
        && EffectWindows.Choices.Contains(number) ? number : null;

    /// <param name="snapshot">The figures.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="names">All communities.</param>
    /// <param name="day">Of the exchange, as addresses write it; the latest when there is none of that day.</param>
    /// <param name="weeks">One of <see cref="EffectWindows.Choices"/>; null for the windows that count.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RotationState> ReadAsync(CubeSnapshot snapshot, CurrentUser caller, CommunityDirectory.Names names, string? day,
        int? weeks, CancellationToken cancellationToken)
    {
        var exchanges = await queries.ExchangesAsync(caller, cancellationToken);
        var exchange = exchanges.FirstOrDefault(one => one.On.ToIso() == day) ?? (exchanges.Count > 0 ? exchanges[0] : null);
        return new([.. exchanges.Select(one => one.On)], exchange is null
            ? null
            : await ViewAsync(snapshot, caller, names, exchange, weeks, cancellationToken));
    }

    private async Task<ExchangeView> ViewAsync(CubeSnapshot snapshot, CurrentUser caller, CommunityDirectory.Names names, Exchange exchange,
        int? asked, CancellationToken cancellationToken)
    {
        // What was fixed when something could be seen was not fixed beforehand.
        var fair = exchange.Primary?.LateDay(clock) is null ? exchange : exchange with { Primary = null };
        var weeks = asked ?? fair.Primary?.Weeks ?? EffectWindows.Choices[0];
        var changes = await queries.ChangesAsync(caller, cancellationToken);
        var backlog = await queries.BacklogAsync(caller, exchange, cancellationToken);
        var today = clock.Today;
        var begin = effects.RecordsBegin(snapshot, names.All.Select(community => community.Id), today);
        var windows = EffectWindows.Fit(exchange, changes, weeks, today, begin);
        var deciding = EffectWindows.Deciding(fair, changes, begin);
        var others = windows.Comparable(exchange, changes, begin);
        IReadOnlyList<int> left = [.. names.All.Select(community => community.Id)
            .Where(id => !others.Contains(id) && !exchange.CommunityIds.Contains(id))];
        if (windows.Weeks < EffectWindows.LeastWeeks) return new(exchange, backlog, windows, weeks, deciding, others, left, []);
        // Some hundred thousand readings for fifty communities: not on the thread that draws.
        var judged = await Task.Run(
            () => effects.Judge(snapshot, fair, windows, others, names.Households, today, cancellationToken), cancellationToken);
        if (windows != deciding)
        {
            var reason = deciding.OverOn > today ? VerdictReason.NotYet : VerdictReason.OtherWindows;
            judged = [.. judged.Select(effect => effect.Unjudged(reason))];
        }

        // Where the communities stood before is ranked by the households of that window's end, unless some are not known.
        int[] ranked = [.. exchange.CommunityIds, .. others];
        var inForce = names.Households.On(windows.Before.To);
        var changed = ranked.All(inForce.ContainsKey)
            ? (await restatements.HouseholdsAsync(windows.Before, cancellationToken)).Where(one => ranked.Contains(one.Key)).ToList() : [];
        return new(exchange, backlog, windows, weeks, deciding, others, left,
            [.. EffectFinding.Of(judged).SelectMany(finding => finding.Metrics).Select(EffectLine.Of)])
        {
            Restated = [.. ranked.Where(id => changed.Exists(one => one.Key == id))],
            RestatedSince = changed.Count == 0 ? null : changed.Max(one => one.Value),
        };
    }
}

using System.Globalization;
using Concentric.Notices;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Alerts;

/// <summary>
/// What the sentence of a notice about one alert is made of, kept in the notice in no language: the notice goes on saying what was found
/// then, in the language of whoever reads it.
/// </summary>
/// <param name="Figures">
/// Those with which it began; of one that is over, its value and day are the ones with which it ended.
/// </param>
public sealed record AlertNote(AlertTerms Terms, AlertFigures Figures)
{
    private const char Between = '|';

    public static AlertNote Of(AlertFiring firing) => new(firing.Terms,
        firing.End == AlertEnd.Well ? AlertFigures.Of(firing) with
        { Value = firing.EndValue, Period = new(firing.EndedOn!.Value, firing.EndedOn.Value) } : AlertFigures.Of(firing));

    public string Write() => string.Join(Between, Terms.MetricKey, Terms.Condition, Terms.Side,
        Terms.LimitMilli?.ToString(CultureInfo.InvariantCulture), Terms.Count?.ToString(CultureInfo.InvariantCulture),
        Number(Figures.Value), Number(Figures.UsualFrom), Number(Figures.UsualTo), Number(Figures.Target),
        Day(Figures.Period?.From), Day(Figures.Period?.To));

    /// <summary>The sentence of a notice.</summary>
    /// <param name="place">Name of the community; null for the street.</param>
    public string Tell(NoticeKind kind, string? place, CultureInfo culture) => kind == NoticeKind.AlertOver
        ? AlertWords.Over(Terms, place, Figures.Value, Figures.Period?.To, culture) : AlertWords.Fact(Terms, place, Figures, culture);

    /// <summary>Null for what is none. Notes of an older version don't say of which days.</summary>
    public static AlertNote? Read(string? text)
    {
        if (text?.Split(Between) is not { Length: 9 or 11 } parts || EnumText.Read<AlertCondition>(parts[1]) is not { } condition
            || EnumText.Read<AlertSide>(parts[2]) is not { } side) return null;
        long? limit = long.TryParse(parts[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milli) ? milli : null;
        int? count = int.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new(new(parts[0], condition, side, limit, null, count),
            new(Number(parts[5]), Number(parts[6]), Number(parts[7]), Number(parts[8]),
                parts.Length == 11 && Day(parts[9]) is { } from && Day(parts[10]) is { } to ? new Period(from, to) : null));
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}

using System.Collections;
using System.Globalization;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Imports;

/// <summary>
/// Shows what was read of a cell as people write it: days as days, numbers with their unit, names for what they stand for, personal values
/// masked.
/// </summary>
internal static class ImportValues
{
    /// <summary>The longest value that is shown.</summary>
    private const int MostCharacters = 80;

    /// <summary>Columns of a row that are told where it is asked about.</summary>
    private const int MostTold = 4;

    /// <summary>A row as it was read: of a new record what it says, of a changed one what is different.</summary>
    public static ImportSample Sample(ImportSheet sheet, ImportResult result, CultureInfo culture)
    {
        var (row, isNew) = (result.Row, result.Outcome == ImportOutcome.Added);
        var values = sheet.Columns.Where(column => row.Values.ContainsKey(column.Key))
            .Select(column => (Column: column, Said: row.Values[column.Key]))
            .Where(value => (row.Header.Find(value.Column.Key) is not null || row.IsFilledIn(value.Column.Key))
                && (isNew ? !IsNothing(value.Said.After) : !IsSame(value.Column, value.Said.Before, value.Said.After)))
            .Select(value => new ImportSampleValue(value.Column.Key, isNew ? null : Show(value.Column, value.Said.Before, row, culture),
                Show(value.Column, value.Said.After, row, culture)));
        return new(row.Header.Name, row.Source.Number, result.Record, [.. values]);
    }

    /// <summary>A row that is asked about, with the records that it may be.</summary>
    public static ImportAsked Asked(ImportSheet sheet, ImportResult result, CultureInfo culture)
    {
        var row = result.Row;
        var told = sheet.Columns.Where(column =>
            column.Type is not (ImportType.Identifier or ImportType.Community) && row.Header.Find(column.Key) is { } place
            && row.Source[place].Text is not null).Take(MostTold)
            .Select(column => Cut(column.IsPersonal
                ? Masking.Mask(row.Source[row.Header.Find(column.Key)!.Value].Text)
                : row.Source[row.Header.Find(column.Key)!.Value].Text));
        var isPersonal = sheet.IsNearPersonal;
        var near = (result.Near ?? []).Select(record => new ImportNear(record.Id, record.Number ?? Label(record),
            string.Join(" · ",
                ((string?[])[record.Day == default ? null : record.Day.ToIso(), Cut(isPersonal ? Masking.Mask(record.Text) : record.Text)])
                .Where(word => !string.IsNullOrEmpty(word)))));
        return new(row.Place, row.Header.Name, row.Source.Number, result.Question!.Value, string.Join(" · ", told), [.. near])
        {
            Elsewhere = result.Other is { } other
                ? ImportTexts.Get(other.Row.Sheet.Length == 0 ? "Elsewhere.Row" : "Elsewhere.SheetRow", culture, other.File, other.Row.Row,
                    other.Row.Sheet)
                : null,
        };
    }

    private static string? Show(ImportColumn column, object? value, ImportRow row, CultureInfo culture) => value switch
    {
        null => null,
        string text when column.Type == ImportType.Category => row.Scene.Lookups.Directory.Of(column.Terms).Name(text, culture),
        string text => Cut(Masked(column, column.Type == ImportType.Phone ? PhoneNumber.Normal(text) ?? text : PlainText.Clean(text))),
        DateOnly day => day.ToIso(),
        bool yes => Texts.Get(yes ? "Yes" : "No", culture),
        Enum term => Texts.Term(term, culture),
        IEnumerable many =>
            Cut(Texts.Series(many.Cast<object>().Select(one => Show(column, one, row, culture)), culture)) is { Length: > 0 } series
            ? series
            : null,
        int or long => Number(column, Convert.ToInt64(value, CultureInfo.InvariantCulture), row, culture),
        _ => Convert.ToString(value, culture),
    };

    private static string Number(ImportColumn column, long number, ImportRow row, CultureInfo culture) => column.Type switch
    {
        ImportType.Community => row.Scene.Lookups.Directory.Name((int)number, culture),
        ImportType.Name => row.Scene.Lookups.Name(column.Lookup!, number, culture) ?? ImportLookups.Written("", number),
        ImportType.Money => RuleTexts.Show(new Quantity(number, QuantityUnit.Fen), culture),
        ImportType.Milli => WithUnit(RuleTexts.Show(new Quantity(number, QuantityUnit.Milli), culture), UnitOf(column, row), culture),
        _ when column.IsMinutes => RuleTexts.Show(new Quantity(number, QuantityUnit.Minutes), culture),
        // A year is no amount.
        _ when column.Unit is null => number.ToString(culture),
        _ => WithUnit(number.ToString("N0", culture), column.Unit, culture),
    };

    private static string WithUnit(string number, MetricUnit? unit, CultureInfo culture) =>
        unit is { } known ? $"{number} {Texts.Unit(known, culture)}" : number;

    private static MetricUnit? UnitOf(ImportColumn column, ImportRow row) =>
        column is { UnitBy: { } decider, UnitOf: { } unitOf } && row.Values.GetValueOrDefault(decider).After is { } said
            ? unitOf(said)
            : column.Unit;

    private static string? Masked(ImportColumn column, string? text) => column.IsPersonal ? Masking.Mask(text) : text;

    private static bool IsNothing(object? value) =>
        value is null or "" || value is not string && value is IEnumerable many && !many.Cast<object>().Any();

    private static bool IsSame(ImportColumn column, object? before, object? after)
    {
        if (before is string or null && after is string or null && (before ?? after) is not null)
        {
            var (one, other) = (PlainText.Clean((string?)before, lines: true), PlainText.Clean((string?)after, lines: true));
            return one == other
                || (column.Type == ImportType.Phone && PhoneNumber.Normal(one) is { } number && number == PhoneNumber.Normal(other));
        }

        if (IsNothing(before) || IsNothing(after)) return IsNothing(before) && IsNothing(after);
        if (before is IEnumerable one1 and not string && after is IEnumerable other1)
            return one1.Cast<object>().ToHashSet().SetEquals(other1.Cast<object>());
        return before is int or long && after is int
            or long ? Convert.ToInt64(before, CultureInfo.InvariantCulture) == Convert.ToInt64(after, CultureInfo.InvariantCulture)
            : Equals(before, after);
    }

    private static string Label(NearRecord record) => ImportLookups.Written("", record.Id);

    private static string? Cut(string? text) => PlainText.Cut(text, MostCharacters, "…");
}

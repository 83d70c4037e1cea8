using System.Text.RegularExpressions;
using Concentric.Imports.Files;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>
/// Which cells a column takes at all. What a spreadsheet has made of something else, and what has lost what it was, is refused here,
/// before anybody reads it: a day in a column of texts, a number of which the last digits are gone, a formula without a value.
/// </summary>
internal static partial class CellRules
{
    /// <summary>None of what is looked for in a text is longer.</summary>
    private const int MostLooked = 64;

    // What a spreadsheet writes for them into a file without types.
    private static readonly HashSet<string> Errors = new(StringComparer.OrdinalIgnoreCase)
    {
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!",
        "#CONNECT!", "#BUSY!", "#UNKNOWN!",
    };

    /// <summary>What is wrong with a cell in a column of a type; null when nothing is.</summary>
    public static Rule? Find(ImportType type, SheetCell cell) => cell.Kind switch
    {
        CellKind.Empty => null,
        CellKind.Error => cell.Text == SheetCell.HashesText ? Rule.Hashes : Rule.CellError,
        CellKind.NoValue => Rule.FormulaWithoutValue,
        CellKind.Moment => type == ImportType.Day ? null : IsNumeric(type) ? Rule.DateInNumber : Rule.DateInText,
        CellKind.Time => type == ImportType.Day ? Rule.NotADay : IsNumeric(type) ? Rule.DateInNumber : Rule.DateInText,
        CellKind.YesNo => type == ImportType.YesNo ? null : Rule.TruthValue,
        CellKind.Number =>
            IsNumeric(type) || type == ImportType.Day || Math.Abs(cell.Number) < SheetCell.MostExact ? null : Rule.DigitsLost,
        _ => OfText(type, PlainText.Clean(TypedText.Narrow(cell.Text))),
    };

    private static bool IsNumeric(ImportType type) => type is ImportType.Whole or ImportType.Money or ImportType.Milli;

    private static Rule? OfText(ImportType type, string? text)
    {
        if (text is null or { Length: > MostLooked }) return null;
        if (text.Length > 1 && text.AsSpan().Trim('#').IsEmpty) return Rule.Hashes;
        if (text == SheetCell.NoValueText) return Rule.FormulaWithoutValue;
        if (Errors.Contains(text) || LibreOfficeError().IsMatch(text)) return Rule.CellError;
        if (text is "TRUE" or "FALSE" && type != ImportType.YesNo) return Rule.TruthValue;
        return Scientific().IsMatch(text) && !IsNumeric(type) && type != ImportType.Day ? Rule.DigitsLost : null;
    }

    [GeneratedRegex(@"^Err:\d{3}$")]
    private static partial Regex LibreOfficeError();

    [GeneratedRegex(@"^[+-]?\d(?:\.\d+)?E(?:\+|(?<=\.\d+E))\d+$", RegexOptions.IgnoreCase)]
    private static partial Regex Scientific();
}

using System.Globalization;
using Concentric.Resources;

namespace Concentric.Rules;

/// <summary>One value that is refused: which, what it was, and what is wrong with it.</summary>
/// <param name="Field">Name of the input's property; its name for people is <see cref="RuleTexts.Field"/>.</param>
/// <param name="Value">The value as given, cut to <see cref="MostValue"/>; null when nothing was given.</param>
/// <param name="Rule">What is wrong.</param>
/// <param name="Args">The arguments of the rule's text.</param>
public sealed record Violation(string Field, string? Value, Rule Rule, IReadOnlyList<object> Args)
{
    /// <summary>The longest value that is told back.</summary>
    public const int MostValue = 80;

    /// <summary>How to mend it, as in "不能早于受理日期 2026-03-02。".</summary>
    public string Mend(CultureInfo culture) =>
        string.Format(culture, RuleTexts.Of(Rule, culture), [.. Args.Select(arg => RuleTexts.Show(arg, culture))]);

    /// <summary>Field, value and mend in one sentence.</summary>
    /// <param name="label">The field's name on the form, for one whose own name no text has: that of a filter, or of a row.</param>
    public string Describe(CultureInfo culture, string? label = null) => string.Format(
        culture, Value is null ? RuleTexts.WithoutValue(culture) : RuleTexts.WithValue(culture),
        RuleTexts.FindField(Field, culture) ?? label ?? RuleTexts.Field(Field, culture), Value, Mend(culture));
}

/// <summary>
/// A command was refused, and nothing was changed. Carries all that is wrong, so that it can be mended in one go.
/// </summary>
public sealed class RefusedException(IReadOnlyList<Violation> violations)
    : Exception("Refused: " + string.Join(", ", violations.Select(violation => $"{violation.Field} {violation.Rule}")))
{
    /// <summary>What is wrong; one or more. The message names fields and rules only, because values may be personal.</summary>
    public IReadOnlyList<Violation> Violations => violations;

    /// <summary>All that is wrong in a language, one sentence after the other.</summary>
    public string Describe(CultureInfo culture) => Texts.Sentences(violations.Select(violation => violation.Describe(culture)), culture);
}

/// <summary>There is no such record, or none that the caller may see: nobody learns which.</summary>
public sealed class RecordNotFoundException(string kind, long id) : Exception($"No {kind} {id}.")
{
    public string Kind => kind;

    public long Id => id;
}

/// <summary>Somebody else changed the record after the caller read it. Nothing was changed.</summary>
public sealed class EditedMeanwhileException(string kind, long id, int expectedVersion, int currentVersion)
    : Exception($"The {kind} {id} is at version {currentVersion}, not {expectedVersion}.")
{
    public string Kind => kind;

    public long Id => id;

    /// <summary>The version that the caller had read.</summary>
    public int ExpectedVersion => expectedVersion;

    /// <summary>The version that the store has now; 0 when the record is gone.</summary>
    public int CurrentVersion => currentVersion;
}

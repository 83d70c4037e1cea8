using System.Globalization;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.Ledgers;

/// <summary>Holds what somebody says against the lists of the office.</summary>
internal static class TermChecks
{
    /// <summary>The most terms that a refusal names.</summary>
    private const int MostNamed = 8;

    /// <summary>A record may have a term anew when there is such a one and it is neither retired nor merged.</summary>
    /// <param name="code">What was said.</param>
    /// <param name="value">As it was written; its name when left out.</param>
    public static void CheckTerm(this ValidationContext check, CommunityDirectory.ItemNames names, string field, string code,
        string? value = null)
    {
        // A key in other letters is found by addresses, and is no key of a record.
        var item = names.Find(code) is { } found && found.Handle == code ? found : null;
        if (!check.That(item is not null, field, value ?? code, Rule.Unknown)) return;
        check.That(!item!.IsRetired, field, value ?? names.Name(code), Rule.RetiredTerm, (Func<CultureInfo, string>)(culture =>
            Series(names.Offered(culture: culture).Select(one => one.NameFor(culture)), culture)));
    }

    /// <summary>What can be chosen, as far as a refusal names it.</summary>
    public static string Series(IEnumerable<string> offered, CultureInfo culture)
    {
        var named = offered.Take(MostNamed + 1).ToList();
        return Texts.Series(named.Count > MostNamed ? named.Take(MostNamed).Append("…") : named, culture);
    }
}

using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Visits;

/// <summary>A visit is entered when it has been made, and corrected as a whole; a refusal (<see cref="RefusedException"/>) changes nothing.</summary>
public sealed partial class Visit
{
    /// <summary>Cleans and checks what is said, so that households are made up only for a visit that will be kept.</summary>
    /// <returns>The details with addresses as they are kept: half-width, in capitals, without blanks beside hyphens, each once.</returns>
    /// <exception cref="RefusedException">Something is wrong, here or found before.</exception>
    public static VisitDetails Clean(VisitDetails details, Signature by, Check check)
    {
        check.Past(nameof(VisitedOn), details.VisitedOn, by.Today);
        var visitor = check.RequiredLine(nameof(Visitor), details.Visitor, TextLimits.Name);
        var note = check.Lines(nameof(Note), details.Note, TextLimits.Note);
        var addresses = details.Addresses.Select(Normal).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var address in addresses) check.Line(nameof(Households), address, TextLimits.Number);
        if (check.That(addresses.Count > 0, nameof(Households), null, Rule.Required))
            check.That(addresses.Count <= VisitDetails.MostHouseholds, nameof(Households), addresses.Count, Rule.OutOfRange, 1, VisitDetails.MostHouseholds);
        check.ThrowIfAny();
        return details with { Visitor = visitor, Note = note, Addresses = addresses };
    }

    /// <summary>Makes the visit what the details say.</summary>
    /// <param name="clean">From <see cref="Clean"/>.</param>
    /// <param name="householdIds">The households of its addresses, each once.</param>
    public void Take(VisitDetails clean, IReadOnlyCollection<long> householdIds)
    {
        Visitor = clean.Visitor!;
        VisitedOn = clean.VisitedOn;
        Note = clean.Note;
        Households.RemoveAll(reached => !householdIds.Contains(reached.HouseholdId));
        foreach (var id in householdIds.Except(Households.Select(reached => reached.HouseholdId)).ToList()) Households.Add(new VisitHousehold { HouseholdId = id });
    }

    /// <summary>An address as it is kept: half-width, in capitals, without blanks beside hyphens; null when there is none.</summary>
    public static string? Normal(string? typed) =>
        PlainText.Clean(TypedText.Narrow(typed)) is { } text ? Gaps().Replace(Hyphens().Replace(text, "-"), " ").ToUpperInvariant() : null;

    [GeneratedRegex(@"\s*[-‐‑–—－]\s*")]
    private static partial Regex Hyphens();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gaps();
}

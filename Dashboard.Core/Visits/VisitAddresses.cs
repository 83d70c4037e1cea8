using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Visits;

/// <summary>Reads the addresses that are said of a visit, in any spelling that <see cref="HouseholdAddress"/> reads.</summary>
internal static class VisitAddresses
{
    /// <summary>What is said, with addresses as they are kept, each once.</summary>
    /// <param name="communities">The names of the community, which addresses may begin with.</param>
    /// <param name="check">Takes what is no address.</param>
    public static FieldValues<Visit> Clean(FieldValues<Visit> values, IReadOnlyList<string> communities, ValidationContext check)
    {
        foreach (var key in new[] { VisitRecords.Reached, VisitRecords.NobodyHome })
        {
            var field = VisitRecords.Kind[key];
            if (values[field] is FieldList said)
                values = values.With(field, said.Texts.Select(text => Read(key, text, communities, check)).ToList());
        }

        return values;
    }

    /// <summary>The households of the visit that have been made up are these.</summary>
    /// <param name="households">Ids by address.</param>
    public static void Know(Visit visit, IReadOnlyDictionary<string, long> households)
    {
        foreach (var link in New(visit)) (link.HouseholdId, link.Household) = (households[link.Household!.Address], null);
    }

    /// <summary>The households of which it is not known yet whether they are there.</summary>
    public static IReadOnlyList<VisitHousehold> New(Visit visit) => [.. visit.Households.Where(link => link.Household is { Id: 0 })];

    /// <summary>
    /// The households of some addresses: the very address before one that differs in case or width, which a store may take for the same.
    /// </summary>
    /// <param name="found">As the store found them by the addresses.</param>
    public static Dictionary<string, long> Match(IEnumerable<string> addresses, IReadOnlyCollection<Household> found)
    {
        var exact = found.ToDictionary(household => household.Address, household => household.Id);
        var folded = found.GroupBy(household => TextFold.Of(household.Address))
            .ToDictionary(same => same.Key, same => same.Min(one => one.Id));
        var known = new Dictionary<string, long>();
        foreach (var address in addresses)
            if (exact.TryGetValue(address, out var id) || folded.TryGetValue(TextFold.Of(address), out id)) known[address] = id;
        return known;
    }

    private static string? Read(string field, string typed, IReadOnlyList<string> communities, ValidationContext check)
    {
        if (PlainText.Clean(typed) is not { } clean) return null;
        if (HouseholdAddress.Read(clean, communities)?.ToString() is { } address) return address;
        if (HouseholdAddress.SaysNobodyHome(clean)) check.That(false, field, clean, Rule.NobodyHome);
        else if (check.Line(field, clean, TextLimits.Number)?.Length <= TextLimits.Number)
            check.That(false, field, clean, Rule.NotAnAddress);
        return null;
    }
}

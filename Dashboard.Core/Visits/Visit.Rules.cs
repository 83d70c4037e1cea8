using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Visits;

/// <summary>A visit is entered when it has been made, and corrected as a whole; a refusal (<see cref="RefusedException"/>) changes nothing.</summary>
public sealed partial class Visit
{
    /// <summary>Name of the field of the households at which nobody was home.</summary>
    public const string NobodyHomeField = nameof(VisitDetails.NobodyHomeAt);

    /// <summary>Cleans and checks what is said, so that households are made up only for a visit that will be kept.</summary>
    /// <param name="communities">The names of the community, which addresses may begin with; null when nothing is said of households and they stay as they are.</param>
    /// <returns>The details with addresses as they are kept, each once.</returns>
    /// <exception cref="RefusedException">Something is wrong, here or found before.</exception>
    public static VisitDetails Clean(VisitDetails details, IReadOnlyList<string>? communities, ActorStamp by, ValidationContext check)
    {
        check.Past(nameof(VisitedOn), details.VisitedOn, by.Today);
        var visitor = check.RequiredLine(nameof(Visitor), details.Visitor, TextLimits.Name);
        var note = check.Lines(nameof(Note), details.Note, TextLimits.Note);
        if (communities is null)
        {
            check.ThrowIfAny();
            return details with { Visitor = visitor, Note = note };
        }

        var reached = Addresses(nameof(Households), details.Addresses);
        var nobodyHome = Addresses(NobodyHomeField, details.NobodyHomeAt);
        foreach (var both in nobodyHome.Intersect(reached)) check.That(false, NobodyHomeField, both, Rule.Repeated);
        var count = details.Addresses.Concat(details.NobodyHomeAt).Count(address => PlainText.Clean(address) is not null);
        if (check.That(count > 0, nameof(Households), null, Rule.Required))
            check.That(reached.Count + nobodyHome.Count <= VisitDetails.MostHouseholds, nameof(Households), reached.Count + nobodyHome.Count, Rule.OutOfRange, 1, VisitDetails.MostHouseholds);
        check.ThrowIfAny();
        return details with { Visitor = visitor, Note = note, Addresses = reached, NobodyHomeAt = nobodyHome };

        List<string> Addresses(string field, IEnumerable<string?> typed)
        {
            var read = new List<string>();
            foreach (var text in typed)
            {
                if (PlainText.Clean(text) is not { } clean) continue;
                var address = HouseholdAddress.Read(clean, communities)?.ToString();
                if (address is null && HouseholdAddress.SaysNobodyHome(clean)) check.That(false, field, clean, Rule.NobodyHome);
                else if (address is null && check.Line(field, clean, TextLimits.Number)?.Length <= TextLimits.Number) check.That(false, field, clean, Rule.NotAnAddress);
                else if (address is not null && !read.Contains(address)) read.Add(address);
            }

            return read;
        }
    }

    /// <summary>Makes the visit what the details say.</summary>
    /// <param name="clean">From <see cref="Clean"/>.</param>
    /// <param name="households">The households of its addresses, by address.</param>
    public void Take(VisitDetails clean, IReadOnlyDictionary<string, long> households)
    {
        TakeFacts(clean);
        var nobodyHome = clean.NobodyHomeAt.Select(address => households[address!]).ToHashSet();
        var all = clean.Addresses.Select(address => households[address!]).Concat(nobodyHome).Distinct().ToList();
        Households.RemoveAll(link => !all.Contains(link.HouseholdId));
        foreach (var id in all.Except(Households.Select(link => link.HouseholdId)).ToList()) Households.Add(new VisitHousehold { HouseholdId = id });
        foreach (var link in Households) link.NobodyHome = nobodyHome.Contains(link.HouseholdId);
    }

    /// <summary>Makes it what the details say but for the households, which stay those that they are.</summary>
    public void TakeFacts(VisitDetails clean) => (Visitor, VisitedOn, Note) = (clean.Visitor!, clean.VisitedOn, clean.Note);
}

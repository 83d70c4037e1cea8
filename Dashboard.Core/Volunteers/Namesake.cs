using System.Globalization;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Volunteers;

/// <summary>A volunteer of a name that others may have.</summary>
internal sealed record Namesake(long Id, string Name, string? Phone, int CommunityId, DateOnly RegisteredOn)
{
    /// <summary>
    /// The arguments of <see cref="Rules.Rule.Ambiguous"/>: how many they are, and by what each is known. Phones are masked.
    /// </summary>
    public static object[] Args(IReadOnlyList<Namesake> all, CommunityDirectory.Names? directory) =>
        all.Count == 0 ? [] : Homonyms.Of([.. all.Select(one => (
        ImportLookups.Written(one.Name, one.Id),
        (Func<CultureInfo, IEnumerable<string?>>)(culture => [directory?.Name(one.CommunityId, culture), Masking.Mask(one.Phone),
            one.RegisteredOn.ToIso()])))]).Args;
}

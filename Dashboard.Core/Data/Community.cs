using System.ComponentModel.DataAnnotations;

namespace Concentric.Data;

/// <summary>A community (社区) under the street office. A street has a dozen to fifty.</summary>
public sealed class Community
{
    public int Id { get; set; }

    /// <summary>Stable short name for URLs and the API, as in <c>xinsheng</c>: lower-case letters, digits and hyphens.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Code { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string NameEn { get; set; }

    /// <summary>
    /// The newest of <see cref="HouseholdCounts"/>; null for none. Kept in step for nodes of an earlier version, which know no other
    /// during an upgrade: what divides by households takes the number that was in force.
    /// </summary>
    public int? HouseholdCount { get; private set; }

    /// <summary>
    /// Households that live there, each number with the day from which it holds. To be loaded before one is set or removed.
    /// </summary>
    public List<HouseholdCount> HouseholdCounts { get; } = [];

    /// <summary>Position in lists.</summary>
    public int SortOrder { get; set; }

    /// <summary>Counted up at every change.</summary>
    public int Version { get; set; }

    /// <summary>The name in the reader's language.</summary>
    public string NameFor(System.Globalization.CultureInfo culture) =>
        culture.Pick(Name, NameEn);

    /// <summary>The number that holds from a day on; null when none was entered for just that day.</summary>
    public HouseholdCount? CountFrom(DateOnly day) => HouseholdCounts.Find(one => one.HoldsFrom == day);

    /// <summary>The number in force on a day; null where none was entered. Needs <see cref="HouseholdCounts"/>.</summary>
    public HouseholdsInForce? HouseholdsOn(DateOnly day) => new HouseholdHistory(HouseholdCounts).On(Id, day);

    /// <summary>Sets the number of households that holds from a day on, in the place of another one of the same day.</summary>
    public void SetCount(DateOnly holdsFrom, int households)
    {
        if (CountFrom(holdsFrom) is { } present) present.Households = households;
        else HouseholdCounts.Add(new() { HoldsFrom = holdsFrom, Households = households });
        KeepInStep();
    }

    /// <summary>Removes the number that holds from a day on, if there is one.</summary>
    public void RemoveCount(DateOnly holdsFrom)
    {
        HouseholdCounts.RemoveAll(one => one.HoldsFrom == holdsFrom);
        KeepInStep();
    }

    private void KeepInStep() => HouseholdCount = HouseholdCounts.MaxBy(one => one.HoldsFrom)?.Households;
}

namespace Concentric.Data;

/// <summary>How many households live in a community from a day on, until the day of the next number.</summary>
public sealed class HouseholdCount
{
    public int CommunityId { get; set; }

    /// <summary>First day on which the number holds; a community has one number for a day.</summary>
    public DateOnly HoldsFrom { get; set; }

    /// <summary>At least 1: a community of which the number is not known has none.</summary>
    public int Households { get; set; }
}

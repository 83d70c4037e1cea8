using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Lists.Personal;

/// <summary>
/// A list as somebody has narrowed, ordered and laid it out, under a name. It holds the fields of an address and no rows: who opens it
/// sees what the rights of that reader let through.
/// </summary>
public sealed class SavedView
{
    /// <summary>The most views that an account keeps of one list.</summary>
    public const int MostOfAKind = 20;

    /// <summary>The most views of colleagues that a list offers, the first by name.</summary>
    public const int MostShared = 50;

    /// <summary>The longest address that is kept, in UTF-16 units, without path and question mark.</summary>
    public const int MostQuery = 1_500;

    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int MostName = 40;

    public long Id { get; set; }

    /// <summary>The account that keeps it and alone may change it.</summary>
    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    /// <summary>As in <see cref="RecordKinds"/>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Kind { get; set; }

    [MaxLength(MostName)]
    public required string Name { get; set; }

    /// <summary>Fields of the list's address, as in <c>view=open&amp;sort=due-on</c>; never a page.</summary>
    [MaxLength(MostQuery)]
    public required string Query { get; set; }

    /// <summary>True when colleagues are offered it too.</summary>
    public bool IsShared { get; set; }
}

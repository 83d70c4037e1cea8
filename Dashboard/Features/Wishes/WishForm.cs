using Concentric.Wishes;

namespace Concentric.Dashboard.Features.Wishes;

/// <summary>What the form of a wish holds while it is filled in.</summary>
public sealed class WishForm
{
    public string? Title { get; set; }

    public int? CommunityId { get; set; }

    public DateOnly? RaisedOn { get; set; }

    /// <summary>A known one stays in the store; what is typed takes its place.</summary>
    public string? Wisher { get; set; }

    /// <summary>Takes the one that is in the store out.</summary>
    public bool ClearsWisher { get; set; }

    /// <summary>Why the day is corrected.</summary>
    public string? Reason { get; set; }

    public static WishForm Of(Wish wish) => new() { Title = wish.Title, CommunityId = wish.CommunityId, RaisedOn = wish.RaisedOn };

    /// <param name="present">The wisher in the store.</param>
    public WishDetails ToDetails(string? present) => new(Title, RaisedOn ?? default) { Wisher = Wisher ?? (ClearsWisher ? null : present) };
}

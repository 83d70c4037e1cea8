using Concentric.Wishes;

namespace Concentric.Dashboard.Features.Wishes;

/// <summary>What the form of a wish holds while it is filled in.</summary>
public sealed class WishForm
{
    public string? Title { get; set; }

    public int? CommunityId { get; set; }

    public DateOnly? RaisedOn { get; set; }

    public string? Wisher { get; set; }

    /// <summary>Why the day is corrected.</summary>
    public string? Reason { get; set; }

    public static WishForm Of(Wish wish) => new() { Title = wish.Title, CommunityId = wish.CommunityId, RaisedOn = wish.RaisedOn, Wisher = wish.Wisher };

    public WishDetails ToDetails() => new(Title, RaisedOn ?? default) { Wisher = Wisher };
}

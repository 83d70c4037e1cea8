using Concentric.Volunteers;

namespace Concentric.Dashboard.Features.Volunteers;

/// <summary>What the form of a post holds while it is filled in.</summary>
public sealed class PostForm
{
    public string? Title { get; set; }

    public int? CommunityId { get; set; }

    public long? Places { get; set; }

    public static PostForm Of(VolunteerPost post) => new() { Title = post.Title, CommunityId = post.CommunityId, Places = post.Places };

    public PostDetails ToDetails() => new(CommunityId ?? 0, Title, Places ?? 0);
}

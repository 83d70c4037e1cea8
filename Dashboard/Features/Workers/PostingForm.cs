using Concentric.Communities;

namespace Concentric.Dashboard.Features.Workers;

/// <summary>What the form of a posting holds while it is filled in.</summary>
public sealed class PostingForm
{
    public int? CommunityId { get; set; }

    public long? WorkerId { get; set; }

    public Position? Position { get; set; }

    public DateOnly? StartsOn { get; set; }

    public DateOnly? EndsOn { get; set; }

    public string? Note { get; set; }

    public static PostingForm Of(Posting posting) => new()
    {
        CommunityId = posting.CommunityId,
        WorkerId = posting.WorkerId,
        Position = posting.Position,
        StartsOn = posting.StartsOn,
        EndsOn = posting.EndsOn,
        Note = posting.Note,
    };

    public PostingDetails ToDetails() => new(Position, StartsOn ?? default, EndsOn, Note);
}

/// <summary>What the form of an exchange holds while it is filled in.</summary>
public sealed class ExchangeForm
{
    public int? FirstCommunityId { get; set; }

    public int? SecondCommunityId { get; set; }

    public DateOnly? On { get; set; }

    public string? Note { get; set; }
}

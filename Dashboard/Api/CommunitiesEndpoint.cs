using System.Globalization;
using System.Security.Claims;
using Concentric.Dashboard.Account;
using Concentric.Ledgers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concentric.Dashboard.Api;

/// <summary><c>GET /api/v1/communities</c>: those the caller sees, in their order.</summary>
internal static class CommunitiesEndpoint
{
    public static void MapCommunities(this RouteGroupBuilder api) => api.MapGet("/communities", ListAsync)
        .WithName("listCommunities").WithTags("communities")
        .TakesOnly()
        .Answers(StatusCodes.Status400BadRequest);

    private static async Task<Ok<CommunitiesAnswer>> ListAsync(ClaimsPrincipal user, CommunityDirectory directory,
        CancellationToken cancellationToken)
    {
        var names = await directory.GetAsync(cancellationToken);
        return TypedResults.Ok(new CommunitiesAnswer(
            [.. names.SeenBy(user.ToCurrentUser())
                .Select(community =>
                    new CommunityAnswer(community.Code, community.NameFor(CultureInfo.CurrentUICulture), community.HouseholdCount))]));
    }
}

internal sealed record CommunitiesAnswer(IReadOnlyList<CommunityAnswer> Communities);

/// <summary>A community; <paramref name="Households"/> is null when not known.</summary>
internal sealed record CommunityAnswer(string Code, string Name, int? Households);

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
                {
                    IReadOnlyList<HouseholdCountAnswer> counts =
                    [
                        .. community.HouseholdCounts.OrderByDescending(one => one.HoldsFrom)
                            .Select(one => new HouseholdCountAnswer(one.HoldsFrom, one.Households)),
                    ];
                    return new CommunityAnswer(community.Code, community.NameFor(CultureInfo.CurrentUICulture),
                        counts.Count == 0 ? null : counts[0].Households, counts);
                })]));
    }
}

internal sealed record CommunitiesAnswer(IReadOnlyList<CommunityAnswer> Communities);

/// <summary>A community; <paramref name="Households"/>, the newest of its numbers, is null when not known.</summary>
/// <param name="HouseholdCounts">Newest first; figures of a period are divided by the one in force on its last day.</param>
internal sealed record CommunityAnswer(string Code, string Name, int? Households, IReadOnlyList<HouseholdCountAnswer> HouseholdCounts);

/// <summary>A number of households with the first day on which it holds.</summary>
internal sealed record HouseholdCountAnswer(DateOnly HoldsFrom, int Households);

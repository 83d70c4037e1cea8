using System.Globalization;
using System.Security.Claims;
using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Dashboard.Account;

/// <summary>A <see cref="CurrentUser"/> as claims: the same for a person's cookie and for a machine's key.</summary>
public static class CurrentUserClaims
{
    /// <summary>Ids of the communities the caller is limited to, separated by commas; <see cref="AllCommunities"/> for no limit.</summary>
    public const string Communities = "communities";

    /// <summary>The value of <see cref="Communities"/> that stands for no limit.</summary>
    public const string AllCommunities = "*";

    /// <summary>Present when the account's password must be changed before anything else.</summary>
    public const string TemporaryPassword = "temporary-password";

    /// <summary>Id of a browser's session.</summary>
    public const string Session = "session";

    /// <summary>The account's stamp at sign-in: another one in the store ends it.</summary>
    public const string Stamp = "stamp";

    /// <summary>Id of a machine's key.</summary>
    public const string Key = "key";

    /// <summary>Somebody who is not signed in: reads nothing, writes nothing.</summary>
    private static readonly CurrentUser Nobody = new("", Role.Reader, []);

    public static IEnumerable<Claim> Of(CurrentUser caller)
    {
        yield return new Claim(ClaimTypes.Name, caller.Name);
        yield return new Claim(ClaimTypes.Role, caller.Role.ToString());
        yield return new Claim(Communities, caller.CommunityIds is null ? AllCommunities : string.Join(',', caller.CommunityIds));
        if (caller.UserId is { } id) yield return new Claim(ClaimTypes.NameIdentifier, id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>On whose behalf a request or a page acts. Without the claims, nobody: a missing claim never gives a right.</summary>
    public static CurrentUser ToCurrentUser(this ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true || !EnumText.TryRead<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role))
            return Nobody;
        var communities = principal.FindFirstValue(Communities);
        IReadOnlyList<int>? ids = communities == AllCommunities
            ? null
            : [.. (communities ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        int? user = int.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
        return new CurrentUser(principal.FindFirstValue(ClaimTypes.Name) ?? "", role, ids, user);
    }
}

using System.Net;
using System.Net.Sockets;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Robots;

/// <summary>A robot as somebody wants it.</summary>
/// <param name="BaseAddress">Null or blank for the platform's own.</param>
/// <param name="RobotKey">What is to be the key; null or blank to keep the one there is.</param>
/// <param name="Secret">The same for what messages are signed with.</param>
/// <param name="HasSecret">False to sign no longer.</param>
/// <param name="Communities">Ids; empty for the whole street.</param>
public sealed record RobotDetails(
    string? Name, RobotForm Form, string? BaseAddress, string? RobotKey, string? Secret, bool HasSecret,
    IReadOnlyCollection<int> Communities, string? Language, bool TellsMornings, bool TellsTroubles, bool IsOn);

/// <summary>
/// Keeps the robots, for administrators of the whole office. Key and secret are kept protected and shown to nobody; the audit trail says
/// that they were changed.
/// </summary>
public sealed class RobotCommands(IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory, RobotSecrets secrets,
    OfficeClock clock)
{
    /// <summary>Kind in the change log and the audit trail.</summary>
    public static readonly string Kind = RecordKinds.NameOf<Robot>();

    /// <summary>The longest key or secret that may be typed.</summary>
    public const int MostKey = 200;

    /// <summary>Shorter keys may be part of an address by chance; those of the platforms have 32 characters and more.</summary>
    private const int LeastKey = 8;

    /// <summary>What stands right before the key, or in front of it, in the addresses that the platforms show.</summary>
    private static readonly string[] KeyPaths = ["hook/", "robot/send"];

    /// <summary>Adds a robot.</summary>
    /// <exception cref="RefusedException">Something is wrong with it.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not keep robots.</exception>
    public async Task<int> AddAsync(CurrentUser caller, RobotDetails details, CancellationToken cancellationToken) =>
        (await SaveAsync(caller, null, 0, details, cancellationToken)).Id;

    /// <summary>Changes a robot. Whoever changes where its key goes types the key again.</summary>
    /// <inheritdoc cref="AddAsync"/>
    /// <exception cref="RecordNotFoundException">There is none.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it.</exception>
    public Task ChangeAsync(CurrentUser caller, int id, int version, RobotDetails details, CancellationToken cancellationToken) =>
        SaveAsync(caller, id, version, details, cancellationToken);

    /// <summary>Takes a robot off the list; its key is forgotten, what it has said stays to be read.</summary>
    /// <exception cref="RecordNotFoundException">There is none.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not keep robots.</exception>
    public Task RemoveAsync(CurrentUser caller, int id, int version, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => RemoveOnceAsync(caller, id, version, cancellationToken), cancellationToken);

    private async Task RemoveOnceAsync(CurrentUser caller, int id, int version, CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(caller, cancellationToken);
        var robot = await FindAsync(db, id, version, cancellationToken);
        var before = Told(robot);
        (robot.RemovedAt, robot.IsOn, robot.ProtectedKey, robot.ProtectedSecret) = (clock.UtcNow, false, "", null);
        await WriteOnceAsync(db, caller, robot, "Deleted", before, null, isElsewhere: true, cancellationToken);
    }

    /// <summary>How a robot would be reached, by what is typed and what is kept; for trying it before it is saved.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    public async Task<RobotAddress> AddressAsync(CurrentUser caller, int? id, RobotDetails details, CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(caller, cancellationToken);
        var robot = id is { } one ? await FindAsync(db, one, null, cancellationToken) : null;
        var check = new ValidationContext();
        var address = CheckAddress(check, robot, details);
        check.ThrowIfAny();
        var key = Typed(details.RobotKey) ?? secrets.Reveal(robot!.ProtectedKey);
        var secret = details.HasSecret && RobotWire.Signs(details.Form)
            ? Typed(details.Secret) ?? (robot?.ProtectedSecret is { } kept ? secrets.Reveal(kept) : null)
            : null;
        check.That(key is not null, nameof(details.RobotKey), null, Rule.Required);
        check.ThrowIfAny();
        return new(details.Form, new Uri(address), key!, secret);
    }

    private Task<Robot> SaveAsync(CurrentUser caller, int? id, int version, RobotDetails details, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => SaveOnceAsync(caller, id, version, details, cancellationToken), cancellationToken);

    private async Task<Robot> SaveOnceAsync(
        CurrentUser caller, int? id, int version, RobotDetails details, CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(caller, cancellationToken);
        var robot = id is { } one ? await FindAsync(db, one, version, cancellationToken) : null;
        var names = await directory.GetAsync(cancellationToken);
        var check = new ValidationContext();
        var name = check.RequiredLine(nameof(details.Name), details.Name, TextLimits.Name);
        var others = db.Robots.Where(other => other.RemovedAt == null && other.Id != (id ?? 0));
        check.That(!await others.AnyAsync(other => other.Name == name, cancellationToken), nameof(details.Name), name, Rule.AlreadyNamed);
        if (id is null)
            check.That(await others.CountAsync(cancellationToken) < Robot.MostRobots, nameof(details.Name), null, Rule.OutOfRange, 1,
                Robot.MostRobots);
        var address = CheckAddress(check, robot, details);
        check.That(details.Language is not null && Robot.Languages.Contains(details.Language), nameof(details.Language), details.Language,
            Rule.Unknown);
        foreach (var unknown in details.Communities.Where(community => names.Find(community) is null))
            check.That(false, nameof(details.Communities), unknown, Rule.Unknown);
        // The program's state is the office's business.
        check.That(!details.TellsTroubles || details.Communities.Count == 0, nameof(details.TellsTroubles), null, Rule.WholeStreetOnly);
        check.ThrowIfAny();

        var before = robot is null ? null : Told(robot);
        robot ??= new() { Name = "", BaseAddress = "", ProtectedKey = "", Language = "" };
        var place = PlaceOf(robot);
        (robot.Name, robot.Form, robot.BaseAddress, robot.Language) = (name, details.Form, address, details.Language!);
        robot.Communities = details.Communities.Count == 0 ? null : string.Join(',',
            details.Communities.Distinct().Select(community => names.Find(community)!.Code).Order(StringComparer.Ordinal));
        (robot.TellsMornings, robot.TellsTroubles, robot.IsOn) = (details.TellsMornings, details.TellsTroubles, details.IsOn);
        var (key, secret) = (Typed(details.RobotKey), Typed(details.Secret));
        var isElsewhere = id is not null && (PlaceOf(robot) != place
            || (key is not null && key != secrets.Reveal(robot.ProtectedKey)));
        if (key is not null) robot.ProtectedKey = secrets.Protect(key);
        if (!details.HasSecret || !RobotWire.Signs(details.Form)) robot.ProtectedSecret = null;
        else if (secret is not null) robot.ProtectedSecret = secrets.Protect(secret);
        // What has gone wrong before need not go wrong now.
        robot.PausedUntil = null;
        if (id is null) db.Robots.Add(robot);
        var after = Told(robot, key is null ? null : RobotSecrets.Hidden,
            secret is null || robot.ProtectedSecret is null ? null : RobotSecrets.Hidden);
        await WriteOnceAsync(db, caller, robot, id is null ? "Added" : "Changed", before, after, isElsewhere, cancellationToken);
        return robot;
    }

    /// <summary>Which group it speaks in, beside its key, and what that group may read.</summary>
    private static (RobotForm, string, string?) PlaceOf(Robot robot) => (robot.Form, robot.BaseAddress, robot.Communities);

    private static string CheckAddress(ValidationContext check, Robot? robot, RobotDetails details)
    {
        check.Defined(nameof(details.Form), details.Form);
        var address = Typed(details.BaseAddress)?.TrimEnd('/') ?? RobotWire.StandardBase(details.Form);
        if (check.That(address.Length <= TextLimits.Title, nameof(details.BaseAddress), address, Rule.TooLong, TextLimits.Title,
            address.Length))
        {
            // Whatever is beside it, the key is not to be read in the store, the audit trail or the refusal.
            if (check.That(!HoldsKey(address, details), nameof(details.BaseAddress), null, Rule.KeyInRobotAddress,
                RobotWire.StandardBase(details.Form)))
                check.That(MayBeReached(address), nameof(details.BaseAddress), address, Rule.NotARobotAddress);
        }

        var isMoved = robot is not null && (robot.Form != details.Form || robot.BaseAddress != address);
        CheckKey(check, nameof(details.RobotKey), details.RobotKey, robot is not null && !isMoved);
        // One that signs goes on with the secret there is, unless that would go elsewhere.
        if (details.HasSecret && RobotWire.Signs(details.Form))
            CheckKey(check, nameof(details.Secret), details.Secret, robot?.ProtectedSecret is not null && !isMoved);
        return address;
    }

    private static void CheckKey(ValidationContext check, string field, string? typed, bool isKept)
    {
        if (Typed(typed) is not { } key)
        {
            check.That(isKept, field, null, Rule.Required);
            return;
        }

        // Its value is nobody's to see, also not in a refusal.
        check.That(key.Length <= MostKey, field, null, Rule.TooLong, MostKey, key.Length);
        check.That(!key.Any(one => char.IsControl(one) || char.IsWhiteSpace(one)) && !key.Contains("://", StringComparison.Ordinal), field,
            null, Rule.NotARobotKey);
    }

    /// <summary>True for what was copied as a whole from the platform, and for whatever else has the typed key or secret in it.</summary>
    private static bool HoldsKey(string address, RobotDetails details)
    {
        var plain = Uri.UnescapeDataString(address);
        return KeyPaths.Any(path => plain.Contains(path, StringComparison.OrdinalIgnoreCase))
            || new[] { Typed(details.RobotKey), Typed(details.Secret) }.OfType<string>()
                .Any(key => key.Length >= LeastKey && plain.Contains(key, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// True for an address over TLS; in clear only within the office: this machine, a private network, or a name without a dot. What
    /// the key opens goes over the line with it.
    /// </summary>
    public static bool MayBeReached(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Query.Length > 0 || address.Fragment.Length > 0
            || address.UserInfo.Length > 0) return false;
        return address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && (address.IsLoopback
                || (address.HostNameType == UriHostNameType.Dns && !address.Host.Contains('.'))
                || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IsPrivate(ip))));
    }

    private static bool IsPrivate(IPAddress ip)
    {
        if (ip.AddressFamily == AddressFamily.InterNetworkV6) return ip.IsIPv6UniqueLocal || ip.IsIPv6LinkLocal;
        var bytes = ip.GetAddressBytes();
        return bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31) || (bytes[0] == 192 && bytes[1] == 168);
    }

    /// <param name="isElsewhere">True when its group is another one now, or may read other things: what waits is not for it.</param>
    private async Task WriteOnceAsync(DashboardDbContext db, CurrentUser caller, Robot robot, string action, object? before, object? after,
        bool isElsewhere, CancellationToken cancellationToken)
    {
        robot.Version++;
        // Protecting has made its key before: on a store with one writer that would wait for this transaction.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException(Kind, robot.Id, robot.Version - 1, robot.Version);
        }

        if (isElsewhere) await RobotMessages.WithdrawAsync(db, robot.Id, clock.UtcNow, cancellationToken);
        db.AddLine(clock.UtcNow, caller, Kind, robot.Id, action, before, after);
        db.AddMove(clock.UtcNow, Kind, robot.Id, action);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<DashboardDbContext> OpenAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepSettings) throw new UnauthorizedAccessException("The caller may not keep robots.");
        return await factory.CreateDbContextAsync(cancellationToken);
    }

    private static async Task<Robot> FindAsync(DashboardDbContext db, int id, int? version, CancellationToken cancellationToken)
    {
        var robot = await db.Robots.AsTracking().SingleOrDefaultAsync(found => found.Id == id && found.RemovedAt == null, cancellationToken)
            ?? throw new RecordNotFoundException(Kind, id);
        return version is null || robot.Version == version ? robot
            : throw new EditedMeanwhileException(Kind, id, version.Value, robot.Version);
    }

    private static object Told(Robot robot, string? key = null, string? secret = null) => new
    {
        robot.Name,
        robot.Form,
        robot.BaseAddress,
        robot.Communities,
        robot.Language,
        robot.TellsMornings,
        robot.TellsTroubles,
        HasSecret = robot.ProtectedSecret is not null,
        robot.IsOn,
        RobotKey = key,
        Secret = secret,
    };

    private static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

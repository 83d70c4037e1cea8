using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.People;

/// <summary>
/// One sign-in of a browser, from signing in to signing out. The cookie names it; whoever holds a copy of the cookie holds the same
/// session.
/// </summary>
public sealed class SignInSession
{
    public Guid Id { get; set; }

    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    /// <summary>The network it began in, as the caller's address is counted; makes the place known to the account.</summary>
    [MaxLength(MostAddress)]
    public required string Address { get; set; }

    /// <summary>True when the browser was to be remembered: it may lie idle for longer.</summary>
    public bool IsRemembered { get; set; }

    public DateTime StartedAt { get; set; }

    /// <summary>Last use, noted now and then.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>Null while it lasts.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>The longest address: all of IPv6 in digits.</summary>
    public const int MostAddress = 48;
}

/// <summary>A sign-in that was tried and has not succeeded.</summary>
public sealed class SignInAttempt
{
    public long Id { get; set; }

    /// <summary>The account of the name that was typed; null when there is none.</summary>
    public int? UserId { get; set; }

    public DashboardUser? User { get; set; }

    [MaxLength(SignInSession.MostAddress)]
    public required string Address { get; set; }

    public DateTime At { get; set; }
}

/// <summary>How long sign-ins last.</summary>
/// <param name="Idle">Without use, in a browser that is not to be remembered.</param>
/// <param name="RememberedIdle">Without use, in a browser that is.</param>
/// <param name="Absolute">From signing in, however much it is used.</param>
public sealed record SignInLimits(TimeSpan Idle, TimeSpan RememberedIdle, TimeSpan Absolute)
{
    public const int DefaultIdleMinutes = 480;
    public const int DefaultRememberedIdleDays = 7;
    public const int DefaultAbsoluteDays = 14;

    public static SignInLimits Default { get; } =
        new(TimeSpan.FromMinutes(DefaultIdleMinutes), TimeSpan.FromDays(DefaultRememberedIdleDays), TimeSpan.FromDays(DefaultAbsoluteDays));

    /// <summary>Open pages look this often whether their session still lasts; promised is a minute.</summary>
    public TimeSpan Recheck { get; init; } = TimeSpan.FromSeconds(20);
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;

namespace Concentric.Data;

/// <summary>An account. The role is one column, not a table: nobody has two.</summary>
public sealed class DashboardUser : IdentityUser<int>
{
    [MaxLength(TextLimits.Name)]
    public required string DisplayName { get; set; }

    public Role Role { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>
    /// When its owner last signed in by the password, UTC; null when that is not on record. Sessions tell it for weeks only.
    /// </summary>
    public DateTime? LastSignedInAt { get; set; }

    /// <summary>True when the account may no longer sign in.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>True while the password is one that somebody else gave: it opens the account for nothing but choosing another.</summary>
    public bool PasswordIsTemporary { get; set; }

    /// <summary>The communities a worker or a reader is limited to; empty for those who see all.</summary>
    public List<UserCommunity> Communities { get; } = [];

    /// <summary>On whose behalf the account acts. Its communities must have been loaded: a worker without any is limited to none.</summary>
    public CurrentUser ToCurrentUser() =>
        new(DisplayName, Role, CurrentUser.LimitOf(Role, Communities.Select(own => own.CommunityId)), Id);
}

/// <summary>A community an account is limited to.</summary>
public sealed class UserCommunity
{
    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    public int CommunityId { get; set; }

    public Community? Community { get; set; }
}

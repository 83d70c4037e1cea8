using Concentric.Data;

namespace Concentric.People;

/// <summary>
/// The accounts that hold a role today, for what is addressed to a role and not to a person: whoever takes up the role is among them,
/// whoever leaves is not. A secretary's posting names a worker, who has no account of their own in the store; what is meant for the
/// secretary of a community goes to the worker accounts of the community.
/// </summary>
public static class RoleHolders
{
    /// <summary>Open accounts of any of the roles; of workers, those of all communities.</summary>
    public static IQueryable<DashboardUser> Of(DashboardDbContext db, IReadOnlyCollection<Role> roles) =>
        db.Users.Where(user => !user.IsDisabled && roles.Contains(user.Role));
}

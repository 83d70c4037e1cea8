namespace Concentric.Data;

/// <summary>Adds what every store starts with, after it has been created or brought up to date.</summary>
public interface IStoreSeed
{
    /// <summary>Adds what is missing and changes nothing that is there.</summary>
    Task EnsureAsync(DashboardDbContext db, CancellationToken cancellationToken);
}

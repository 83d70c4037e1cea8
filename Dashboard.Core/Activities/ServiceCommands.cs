using Concentric.Data;
using Concentric.OfficeLists;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Activities;

/// <summary>Keeps the services that fairs and clinics offer.</summary>
public sealed class ServiceCommands(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock) : OfficeList<Service>(factory, clock)
{
    /// <summary>Adds a service.</summary>
    /// <exception cref="RefusedException">The caller may not, or a name won't do.</exception>
    public Task AddAsync(CurrentUser caller, OfficeListInput input, CancellationToken cancellationToken) =>
        AddAsync(caller, input, (_, _) => { }, cancellationToken);

    /// <summary>Changes the names of a service.</summary>
    /// <exception cref="RefusedException">The caller may not, there is no such service, or a name won't do.</exception>
    public Task ChangeAsync(CurrentUser caller, string handle, OfficeListInput input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, handle, input, (_, _) => { }, cancellationToken);

    protected override Service New(string name, string nameEn, IReadOnlyList<Service> present) => new() { Name = name, NameEn = nameEn };
}

using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Calendar;

/// <summary>Registers the working calendar.</summary>
public static class CalendarServices
{
    /// <summary>Needs the store and the office's clock.</summary>
    public static IServiceCollection AddWorkingCalendar(this IServiceCollection services) => services
        .AddSingleton<WorkingCalendars>()
        .AddSingleton<CalendarCommands>();
}

using Concentric.Robots;

namespace Concentric.Dashboard.Mail;

/// <summary>What goes out of the program: mails, if the settings name a server, and messages to group robots.</summary>
internal static class MailServices
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<WorkbookMail>();
        services.AddSingleton<NoticeMailText>();
        services.AddSingleton<MailDispatcher>();
        services.AddHostedService<MailSender>();
        services.AddRobots();
        services.AddHostedService<RobotSender>();
    }
}

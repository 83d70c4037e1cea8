using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Schedules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Communities",
                table: "ExportSchedules",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "KeepDays",
                table: "ExportSchedules",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "ExportSchedules",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemovedAt",
                table: "ExportSchedules",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "ExportSchedules",
                type: "int",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Communities",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "KeepDays",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "ExportSchedules");
        }
    }
}

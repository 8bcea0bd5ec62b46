"""Pictures drawn when the site is built: SVG that needs no script and follows the page's theme."""

declare module "*.css" {
  const css: string;
  export default css;
}
declare module "worker:*" {
  const program: string;
  export default program;
}
